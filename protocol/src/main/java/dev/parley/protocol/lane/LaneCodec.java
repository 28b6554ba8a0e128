package dev.parley.protocol.lane;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;
import java.util.ArrayList;
import java.util.List;

/**
 * The codec of every lane message on the clustered bus. Layout: length (4 bytes), kind (1 byte), then the fields in the
 * order of the record. {@link #WIRE_VERSION} is announced by each node and raised when a field is added.
 */
public final class LaneCodec implements MessageCodec<LaneMessage, LaneMessage> {
    /** The version of this encoding. */
    public static final int WIRE_VERSION = 1;

    private static final String NAME = "p";

    /** To be passed with every send of a lane message. */
    public static final DeliveryOptions OPTIONS = new DeliveryOptions().setCodecName(NAME);

    /** Registers the codec with a bus; once for each Vert.x instance. */
    public static void register(EventBus bus) {
        bus.registerCodec(new LaneCodec());
    }

    @Override
    public void encodeToWire(Buffer buffer, LaneMessage message) {
        int start = buffer.length();
        buffer.appendInt(0);
        write(new Writer(buffer), message);
        buffer.setInt(start, buffer.length() - start - 4);
    }

    private static void write(Writer writer, LaneMessage message) {
        if (message instanceof ToOwner toOwner) {
            OwnerEncoding.write(writer, toOwner);
        } else if (message instanceof ToGateway toGateway) {
            GatewayEncoding.write(writer, toGateway);
        } else if (message instanceof Batch batch) {
            writer.number(Batch.KIND).number(batch.messages().size());
            batch.messages().forEach(each -> write(writer, each));
        }
    }

    @Override
    public LaneMessage decodeFromWire(int pos, Buffer buffer) {
        int length = buffer.getInt(pos);
        return read(new Reader(pos + 4, pos + 4 + length, buffer));
    }

    private static LaneMessage read(Reader reader) {
        int kind = reader.smallNumber();
        return kind == Batch.KIND ? batch(reader) : single(kind, reader);
    }

    private static Batch batch(Reader reader) {
        int count = reader.count();
        List<LaneMessage> messages = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            messages.add(single(reader.smallNumber(), reader));
        }
        return new Batch(messages);
    }

    private static LaneMessage single(int kind, Reader reader) {
        return kind < GatewayEncoding.FIRST_KIND
                ? OwnerEncoding.read(kind, reader)
                : GatewayEncoding.read(kind, reader);
    }

    @Override
    public LaneMessage transform(LaneMessage message) {
        return message;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }
}
