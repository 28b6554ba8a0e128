package dev.parley.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class WebSocketTransportTest {
    private static final int COLLECTIONS = 5;
    private static final long COLLECTION_MS = 100;

    /** Vert.x closes the sockets of a client that nothing holds: here nothing but the socket's own handlers would. */
    @Test
    void aSocketStaysOpenWhenNobodyKeepsItsTransport(Vertx vertx, VertxTestContext test) {
        Promise<Integer> closed = Promise.promise();
        Promise<String> echoed = Promise.promise();
        vertx.createHttpServer()
                .webSocketHandler(socket -> socket.textMessageHandler(socket::writeTextMessage))
                .listen(0, "127.0.0.1")
                .compose(server -> new WebSocketTransport(vertx)
                        .connect("http://127.0.0.1:" + server.actualPort(), new Transport.Listener() {
                            @Override
                            public void frame(byte[] utf8) {
                                echoed.tryComplete(new String(utf8));
                            }

                            @Override
                            public void closed(int code) {
                                closed.tryComplete(code);
                            }
                        }))
                .compose(link -> vertx.executeBlocking(() -> collect()).map(link))
                .compose(link -> {
                    link.send("still here");
                    return echoed.future();
                })
                .onComplete(test.succeeding(echo -> test.verify(() -> {
                    assertThat(echo).isEqualTo("still here");
                    assertThat(closed.future().isComplete()).isFalse();
                    test.completeNow();
                })));
    }

    private static Void collect() throws InterruptedException {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            Thread.sleep(COLLECTION_MS);
        }
        return null;
    }
}
