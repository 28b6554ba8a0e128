package dev.parley.gateway.session;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes JSON Web Tokens by hand, right ones and wrong ones. */
final class Forge {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private Forge() {}

    static long seconds() {
        return System.currentTimeMillis() / 1_000;
    }

    static String user(String id, String username) {
        return user(id, username, 3_600);
    }

    /** @param seconds until it expires */
    static String user(String id, String username, int seconds) {
        return sign("{\"alg\":\"HS256\",\"typ\":\"JWT\"}", access(id, username, seconds), Configs.SECRET);
    }

    static String access(String id, String username, int seconds) {
        return "{\"sub\":\"" + id + "\",\"username\":\"" + username
                + "\",\"iss\":\"parley\",\"aud\":\"parley\",\"exp\":" + (seconds() + seconds) + "}";
    }

    static String sign(String header, String claims, String secret) {
        return sign(header, claims, secret, "HmacSHA256");
    }

    static String sign(String header, String claims, String secret, String algorithm) {
        String input = encode(header) + "." + encode(claims);
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            return input + "." + BASE64.encodeToString(mac.doFinal(input.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException unavailable) {
            throw new IllegalStateException(unavailable);
        }
    }

    static String unsigned(String header, String claims) {
        return encode(header) + "." + encode(claims);
    }

    private static String encode(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
