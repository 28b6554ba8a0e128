package dev.parley.gateway.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Json;
import io.vertx.ext.auth.PubSecKeyOptions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * A key pair of this installation, or the public half of one that does not sign any more.
 *
 * @param kid its name in tokens' headers and in the JWK set
 * @param privateKey null when it only verifies
 * @param sinceMs when its file was written, milliseconds since 1970
 */
record TokenKey(String kid, KeyAlgorithm algorithm, PublicKey publicKey, PrivateKey privateKey, long sinceMs) {
    private static final int COORDINATE_BYTES = 32;

    /** @throws UnusableKeyException when the text is no key that may be used here */
    static TokenKey of(String kid, String pem, long sinceMs) {
        PublicKey publicKey = Pem.publicKey(pem);
        KeyAlgorithm algorithm = KeyAlgorithm.of(publicKey);
        if (algorithm == KeyAlgorithm.RS256) {
            throw new UnusableKeyException("RSA is not used here; allowed: Ed25519 and EC P-256");
        }
        TokenKey key = new TokenKey(kid, algorithm, publicKey, Pem.privateKey(pem, algorithm), sinceMs);
        if (key.signs() && !key.isPair()) {
            throw new UnusableKeyException("its private and its public key are not a pair");
        }
        return key;
    }

    boolean signs() {
        return privateKey != null;
    }

    private boolean isPair() {
        byte[] sample = kid.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        try {
            Signature signature = Signature.getInstance(algorithm.signature());
            signature.initSign(privateKey);
            signature.update(sample);
            byte[] signed = signature.sign();
            signature.initVerify(publicKey);
            signature.update(sample);
            return signature.verify(signed);
        } catch (GeneralSecurityException broken) {
            throw new UnusableKeyException("it cannot sign", broken);
        }
    }

    /** Both halves as the library wants them. */
    List<PubSecKeyOptions> options() {
        return Stream.concat(
                        Stream.of(Pem.text(publicKey)),
                        privateKey == null ? Stream.of() : Stream.of(Pem.text(privateKey)))
                .map(pem -> new PubSecKeyOptions()
                        .setAlgorithm(algorithm.wire())
                        .setId(kid)
                        .setBuffer(pem))
                .toList();
    }

    /** The public half as a JSON Web Key: RFC 7517, RFC 7518 section 6.2, RFC 8037 section 2. */
    ObjectNode jwk() {
        ObjectNode jwk = Json.newObject().put("kid", kid).put("use", "sig").put("alg", algorithm.wire());
        byte[] encoded = publicKey.getEncoded();
        // both encodings end with the point: RFC 5480 uncompressed, x and y of equal length; RFC 8410 compressed
        if (algorithm == KeyAlgorithm.EDDSA) {
            return jwk.put("kty", "OKP").put("crv", "Ed25519").put("x", tail(encoded, 1));
        }
        return jwk.put("kty", "EC")
                .put("crv", "P-256")
                .put("x", tail(encoded, 2))
                .put("y", tail(encoded, 1));
    }

    /** The coordinate that stands {@code fromEnd} coordinates before the end, as Base64url. */
    private static String tail(byte[] encoded, int fromEnd) {
        int from = encoded.length - fromEnd * COORDINATE_BYTES;
        byte[] coordinate = Arrays.copyOfRange(encoded, from, from + COORDINATE_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(coordinate);
    }

    @Override
    public String toString() {
        return "TokenKey[" + kid + ", " + algorithm.wire() + (signs() ? ", signs]" : ", verifies]");
    }
}
