package dev.parley.protocol.lane;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * The codec of every lane message on the clustered bus. Layout of version 1: length (4 bytes), kind (1 byte), then the
 * fields in the order of the record; of any later version: length, {@link #VERSIONED}, the version, then as before. A node
 * writes the newest version that all nodes read and reads every version from {@link #OLDEST} on.
 *
 * <p>Whoever adds a field or an {@link Op} raises {@link #WIRE_VERSION}, has the encodings write and read it from that
 * {@link Writer#version} on only, and leaves the recorded bytes of the older versions as they are.
 */
public final class LaneCodec implements MessageCodec<LaneMessage, LaneMessage> {
    /** The newest version of the encoding that this node knows; each node announces its own. */
    public static final int WIRE_VERSION = 2;

    /** The oldest version that this node still writes and reads. */
    public static final int OLDEST = 1;

    /** Stands where a kind would, before a version from 2 on. */
    static final int VERSIONED = 65;

    private static final String NAME = "p";

    /** To be passed with every send of a lane message. */
    public static final DeliveryOptions OPTIONS = new DeliveryOptions().setCodecName(NAME);

    private final int newest;
    private final IntSupplier everybodyReads;

    LaneCodec() {
        this(WIRE_VERSION, () -> WIRE_VERSION);
    }

    /**
     * @param newest the newest version that is known here
     * @param everybodyReads the newest version that all nodes know; asked for each message, on any thread
     */
    LaneCodec(int newest, IntSupplier everybodyReads) {
        this.newest = newest;
        this.everybodyReads = everybodyReads;
    }

    /** Registers the codec with a bus on which only nodes of this version are; once for each Vert.x instance. */
    public static void register(EventBus bus) {
        bus.registerCodec(new LaneCodec());
    }

    /** From now on the bus writes what {@code everybodyReads}, and no newer version. */
    public static void speak(EventBus bus, IntSupplier everybodyReads) {
        bus.unregisterCodec(NAME).registerCodec(new LaneCodec(WIRE_VERSION, everybodyReads));
    }

    @Override
    public void encodeToWire(Buffer buffer, LaneMessage message) {
        int start = buffer.length();
        int version = Math.max(OLDEST, Math.min(newest, everybodyReads.getAsInt()));
        buffer.appendInt(0);
        Writer writer = new Writer(buffer, version);
        if (version > 1) {
            writer.number(VERSIONED).number(version);
        }
        write(writer, message);
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
        Reader reader = new Reader(pos + 4, pos + 4 + length, buffer);
        int kind = reader.smallNumber();
        return kind == VERSIONED ? versioned(reader) : read(kind, reader);
    }

    private LaneMessage versioned(Reader reader) {
        int version = reader.smallNumber();
        if (version > newest) {
            throw new IllegalArgumentException(
                    "a lane message of version " + version + "; this node reads up to " + newest);
        }
        reader.version(version);
        return read(reader.smallNumber(), reader);
    }

    private static LaneMessage read(int kind, Reader reader) {
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
