package dev.parley.feed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Json;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Answers this node's gateways, which have checked who asks. A request is a JSON object as bytes, its {@code op} in the
 * header; a failure has the number of its code, {@link dev.parley.protocol.Code#ofOrdinal}. Confined to the feed's loop.
 */
final class FeedDesk {
    /** The header that says what is asked. */
    static final String OP = "op";

    private final Map<String, Function<Fields, Future<ObjectNode>>> asks = new HashMap<>();

    FeedDesk serve(String op, Function<Fields, Future<ObjectNode>> ask) {
        asks.put(op, ask);
        return this;
    }

    void receive(Message<Buffer> message) {
        Future.succeededFuture(message.headers().get(OP))
                .map(asks::get)
                .compose(ask -> ask.apply(Fields.of(Slice.of(message.body().getBytes()))))
                .onSuccess(answer -> message.reply(Buffer.buffer(Json.bytes(answer))))
                .onFailure(failure -> refuse(message, Refusal.of(failure)));
    }

    private static void refuse(Message<Buffer> message, Refusal refusal) {
        message.fail(refusal.code().ordinal(), refusal.detail());
    }
}
