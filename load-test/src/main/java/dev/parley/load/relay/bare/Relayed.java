package dev.parley.load.relay.bare;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageCodec;

/** What lanes of the bare relay send each other: a frame, and the socket that it is for. */
record Relayed(int socket, byte[] frame) {
    static final DeliveryOptions OPTIONS = new DeliveryOptions().setCodecName("r");

    /** Socket (4 bytes), length (4 bytes), frame. */
    static final class Codec implements MessageCodec<Relayed, Relayed> {
        @Override
        public void encodeToWire(Buffer buffer, Relayed message) {
            buffer.appendInt(message.socket).appendInt(message.frame.length).appendBytes(message.frame);
        }

        @Override
        public Relayed decodeFromWire(int at, Buffer buffer) {
            int length = buffer.getInt(at + 4);
            return new Relayed(buffer.getInt(at), buffer.getBytes(at + 8, at + 8 + length));
        }

        @Override
        public Relayed transform(Relayed message) {
            return message;
        }

        @Override
        public String name() {
            return "r";
        }

        @Override
        public byte systemCodecID() {
            return -1;
        }
    }
}
