package dev.parley.gateway.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs and verifies access tokens with the keys that are valid at the moment. Rotation is a matter of files: put a new
 * key beside the old one, and take the old one away when the last token that it signed has expired. Safe on any thread.
 */
public final class AccessTokens {
    private static final Logger LOG = LoggerFactory.getLogger(AccessTokens.class);

    private final JwtSettings settings;
    private final AtomicReference<KeySet> keys;
    private final AtomicReference<List<KeyFiles.State>> seen = new AtomicReference<>(List.of());

    /** Verified claims. @param realm the name of the trusted issuer that they are from, null for our own */
    public record Verified(JsonObject claims, String realm) {}

    /** Starts with the secret; {@link #refresh} brings what stands in files. */
    public AccessTokens(JwtSettings settings) {
        this.settings = settings;
        this.keys = new AtomicReference<>(KeySet.ofSecret(settings));
    }

    /** Reads every key file once, to see whether they can be used. Blocks. @throws UnusableKeyException if not */
    public static AccessTokens load(JwtSettings settings) {
        AccessTokens tokens = new AccessTokens(settings);
        tokens.seen.set(KeyFiles.states(settings));
        tokens.keys.set(KeySet.read(settings));
        return tokens;
    }

    public JwtSettings settings() {
        return settings;
    }

    /** Reads the files again, off the event loop, if any has changed. A broken one is logged and what was stays valid. */
    public Future<Void> refresh(Vertx vertx) {
        if (settings.keys().isEmpty() && settings.trust().isEmpty()) {
            return Future.succeededFuture();
        }
        return vertx.executeBlocking(this::refreshed, false).mapEmpty();
    }

    /** Blocks. @return whether there are other keys now */
    boolean refreshed() {
        List<KeyFiles.State> now = KeyFiles.states(settings);
        if (now.equals(seen.getAndSet(now))) {
            return false;
        }
        try {
            keys.set(KeySet.read(settings));
            LOG.info("keys for access tokens: {}", keys.get().keys());
            return true;
        } catch (UnusableKeyException unusable) {
            LOG.error("the keys for access tokens have changed and cannot be used: {}", unusable.getMessage());
            return false;
        }
    }

    /** Fails with {@code token_invalid}. */
    public Future<Verified> read(String token) {
        KeySet now = keys.get();
        return Future.succeededFuture(token).map(TokenHeader::of).compose(header -> {
            KeySet.Trusted trusted =
                    header.issuer() == null ? null : now.trusted().get(header.issuer());
            return trusted == null
                    ? now.own().read(token).map(claims -> new Verified(claims, null))
                    : trusted.ring().read(token).map(claims -> new Verified(claims, trusted.name()));
        });
    }

    /** @param seconds of life from now on */
    public String sign(Map<String, Object> claims, int seconds) {
        return keys.get().sign(claims, seconds, System.currentTimeMillis());
    }

    /** The public keys, for {@code /.well-known/jwks.json}. */
    public ObjectNode jwks() {
        return keys.get().jwks();
    }
}
