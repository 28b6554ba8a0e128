package dev.parley.gateway.token;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.NamedParameterSpec;

/** Algorithms of key pairs that tokens may be signed with; RFC 7518 and RFC 8037. HS256 has no key pair. */
public enum KeyAlgorithm {
    /** Ed25519. */
    EDDSA("EdDSA", "EdDSA", "Ed25519"),
    /** The curve P-256. */
    ES256("ES256", "EC", "SHA256withECDSA"),
    /** Only to verify: what many other issuers use. */
    RS256("RS256", "RSA", "SHA256withRSA");

    private static final int RSA_BITS_MIN = 2048;
    private static final String P256 = "secp256r1";

    private final String wire;
    private final String factory;
    private final String signature;

    KeyAlgorithm(String wire, String factory, String signature) {
        this.wire = wire;
        this.factory = factory;
        this.signature = signature;
    }

    /** As in the header {@code alg}. */
    public String wire() {
        return wire;
    }

    /** The name of Java's key factory. */
    String factory() {
        return factory;
    }

    /** The name of Java's signature. */
    String signature() {
        return signature;
    }

    /** @throws UnusableKeyException when the key is of no kind that is used here, or a weak one */
    static KeyAlgorithm of(PublicKey key) {
        if (key instanceof EdECPublicKey edwards
                && edwards.getParams().getName().equals(NamedParameterSpec.ED25519.getName())) {
            return EDDSA;
        }
        if (key instanceof ECPublicKey ec && isP256(ec)) {
            return ES256;
        }
        if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= RSA_BITS_MIN) {
            return RS256;
        }
        throw new UnusableKeyException("the key is none of Ed25519, EC P-256 and RSA from 2048 bits on");
    }

    private static boolean isP256(ECPublicKey key) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(P256));
            ECParameterSpec curve = parameters.getParameterSpec(ECParameterSpec.class);
            return curve.getCurve().equals(key.getParams().getCurve());
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no " + P256, missing);
        }
    }

    /** A generator of fresh pairs; not for {@link #RS256}. */
    KeyPairGenerator generator() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(factory);
            generator.initialize(this == EDDSA ? NamedParameterSpec.ED25519 : new ECGenParameterSpec(P256));
            return generator;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java cannot make keys for " + wire, missing);
        }
    }
}
