package dev.parley.gateway.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes signed tokens with nothing but the JDK, so that what the server reads was not written by its own library. */
final class Jws {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private Jws() {}

    static String claims(String issuer, String more) {
        return "{\"sub\":\"u1\",\"username\":\"zoe\",\"iss\":\"" + issuer + "\",\"aud\":\"parley\",\"exp\":"
                + (System.currentTimeMillis() / 1_000 + 600) + more + "}";
    }

    static String header(String algorithm, String kid) {
        return "{\"alg\":\"" + algorithm + "\"" + (kid == null ? "" : ",\"kid\":\"" + kid + "\"") + "}";
    }

    static String hmac(String header, String claims, byte[] secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            String input = input(header, claims);
            return input + "." + BASE64.encodeToString(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param javaName as {@code Ed25519} or {@code SHA256withECDSAinP1363Format} */
    static String signed(String header, String claims, PrivateKey key, String javaName) {
        try {
            Signature signature = Signature.getInstance(javaName);
            signature.initSign(key);
            String input = input(header, claims);
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String with(String header, String claims, byte[] signature) {
        return input(header, claims) + "." + BASE64.encodeToString(signature);
    }

    static String input(String header, String claims) {
        return encode(header) + "." + encode(claims);
    }

    private static String encode(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
