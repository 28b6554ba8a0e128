package dev.parley.signaling.accounts;

import dev.parley.storage.Hashing;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;

/** Hashes that anybody could reverse, counted, and held back on demand. */
final class FakeHashes implements Hashing {
    int made;
    int checked;
    boolean held;

    private final List<Promise<Void>> waiting = new ArrayList<>();

    @Override
    public Future<String> hash(String password) {
        made++;
        return Future.succeededFuture("hash of " + password);
    }

    @Override
    public Future<Boolean> matches(String password, String hash) {
        checked++;
        Promise<Void> go = Promise.promise();
        if (held) {
            waiting.add(go);
        } else {
            go.complete();
        }
        return go.future().map(v -> ("hash of " + password).equals(hash));
    }

    void release() {
        held = false;
        waiting.forEach(Promise::complete);
    }
}
