package dev.parley.gateway.token;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys as text: RFC 7468, {@code PRIVATE KEY} (PKCS#8) and {@code PUBLIC KEY} (SubjectPublicKeyInfo). */
public final class Pem {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z ]{1,40})-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private Pem() {}

    /** A fresh pair: the private key's block, then the public one's, each with a line break at its end. */
    public static String generate(KeyAlgorithm algorithm) {
        KeyPair pair = algorithm.generator().generateKeyPair();
        return text(PRIVATE, pair.getPrivate().getEncoded())
                + text(PUBLIC, pair.getPublic().getEncoded());
    }

    static String text(PublicKey key) {
        return text(PUBLIC, key.getEncoded());
    }

    static String text(PrivateKey key) {
        return text(PRIVATE, key.getEncoded());
    }

    private static String text(String kind, byte[] der) {
        return "-----BEGIN " + kind + "-----\n" + LINES.encodeToString(der) + "\n-----END " + kind + "-----\n";
    }

    /** @throws UnusableKeyException when the text holds no public key */
    static PublicKey publicKey(String text) {
        byte[] der = block(text, PUBLIC);
        if (der == null) {
            throw new UnusableKeyException(
                    "it holds no public key; add it: openssl pkey -in FILE -pubout >> FILE, or use the command keygen");
        }
        for (KeyAlgorithm algorithm : List.of(KeyAlgorithm.EDDSA, KeyAlgorithm.ES256, KeyAlgorithm.RS256)) {
            try {
                return KeyFactory.getInstance(algorithm.factory()).generatePublic(new X509EncodedKeySpec(der));
            } catch (GeneralSecurityException another) {
                // the next kind may be it
            }
        }
        throw new UnusableKeyException("its public key cannot be read");
    }

    /** The private key of that kind, null when the text holds none. @throws UnusableKeyException when it is broken */
    static PrivateKey privateKey(String text, KeyAlgorithm algorithm) {
        byte[] der = block(text, PRIVATE);
        if (der == null) {
            return null;
        }
        try {
            return KeyFactory.getInstance(algorithm.factory()).generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException broken) {
            throw new UnusableKeyException("its private key is none for " + algorithm.wire() + " in PKCS#8 form");
        }
    }

    private static byte[] block(String text, String kind) {
        byte[] found = null;
        Matcher blocks = BLOCK.matcher(text);
        while (blocks.find()) {
            if (blocks.group(1).equals(kind)) {
                if (found != null) {
                    throw new UnusableKeyException("it holds more than one " + kind + "; allowed: one pair a file");
                }
                found = decode(blocks.group(2));
            }
        }
        return found;
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            throw new UnusableKeyException("it is not Base64");
        }
    }
}
