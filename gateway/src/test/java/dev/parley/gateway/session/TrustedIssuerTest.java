package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.gateway.token.AccessTokens;
import dev.parley.gateway.token.JwtSettings;
import dev.parley.gateway.token.JwtSettings.TrustedIssuer;
import dev.parley.gateway.token.KeyAlgorithm;
import dev.parley.gateway.token.Pem;
import dev.parley.gateway.token.UnusableKeyException;
import dev.parley.protocol.Grants;
import dev.parley.protocol.UserRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users whom somebody else vouches for, with keys of their own. */
class TrustedIssuerTest {
    private static final String SHOP = "https://shop.example/";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    @TempDir
    Path folder;

    private Tokens trusting(TrustedIssuer... issuers) {
        JwtSettings settings =
                new JwtSettings("parley", "parley", 3_600, 60, Configs.SECRET, List.of(), null, List.of(issuers));
        return new Tokens(Configs.SECRET, AccessTokens.load(settings));
    }

    private TrustedIssuer issuer(String name, String issuer, String keys) throws IOException {
        return new TrustedIssuer(name, issuer, Files.writeString(folder.resolve(name), keys));
    }

    private static KeyPair rsa(int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    private static String jwks(KeyPair pair, String kid) {
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        byte[] modulus = key.getModulus().toByteArray();
        return "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"kid\":\"" + kid + "\",\"n\":\""
                + BASE64.encodeToString(java.util.Arrays.copyOfRange(modulus, 1, modulus.length)) + "\",\"e\":\""
                + BASE64.encodeToString(key.getPublicExponent().toByteArray()) + "\"}]}";
    }

    private static String token(KeyPair pair, String kid, String issuer, String more) throws GeneralSecurityException {
        String claims = "{\"sub\":\"7\",\"preferred_username\":\"zoe\",\"name\":\"Zoë\",\"iss\":\"" + issuer
                + "\",\"aud\":[\"x\",\"parley\"],\"exp\":" + (Forge.seconds() + 600) + more + "}";
        String input = Forge.unsigned("{\"alg\":\"RS256\",\"kid\":\"" + kid + "\"}", claims);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(pair.getPrivate());
        signature.update(input.getBytes(StandardCharsets.US_ASCII));
        return input + "." + BASE64.encodeToString(signature.sign());
    }

    @Test
    void itsUsersHaveANameSpaceOfTheirOwn() throws Exception {
        KeyPair keys = rsa(2_048);
        Tokens tokens = trusting(issuer("shop", SHOP, jwks(keys, "k1")));
        Tokens.Access access = tokens.readAccess(token(keys, "k1", SHOP, "")).result();
        assertThat(access.user()).isEqualTo(new UserRef("7@shop", "zoe@shop"));
        assertThat(access.name()).isEqualTo("Zoë");
        assertThat(access.grants()).isEqualTo(Grants.USER);
    }

    @Test
    void itMayBindTokensToRoomsButMakeNoServices() throws Exception {
        KeyPair keys = rsa(2_048);
        Tokens tokens = trusting(issuer("shop", SHOP, jwks(keys, "k1")));
        String grants = ",\"grants\":{\"room\":\"demo\",\"moderate\":true,\"service\":true}";
        assertThat(tokens.readAccess(token(keys, "k1", SHOP, grants)).result().grants())
                .isEqualTo(new Grants("demo", true, false, true, false));
    }

    @Test
    void itSpeaksForNobodyElse() throws Exception {
        KeyPair shop = rsa(2_048);
        KeyPair club = rsa(2_048);
        Tokens tokens = trusting(
                issuer("shop", SHOP, jwks(shop, "k1")), issuer("club", "https://club.example/", jwks(club, "k2")));
        assertThat(tokens.readAccess(token(club, "k2", "https://club.example/", ""))
                        .succeeded())
                .isTrue();
        for (String stranger : new String[] {
            token(shop, "k1", "parley", ""),
            token(shop, "k1", "https://club.example/", ""),
            token(shop, "k2", "https://club.example/", ""),
            token(shop, "k1", "https://shop.example", ""),
            token(shop, "k2", SHOP, ""),
            token(club, "k1", SHOP, ""),
            Forge.sign(
                    "{\"alg\":\"HS256\"}",
                    Forge.access("u1", "zoe", 600).replace("\"iss\":\"parley\"", "\"iss\":\"" + SHOP + "\""),
                    Configs.SECRET)
        }) {
            assertThat(tokens.readAccess(stranger).failed()).isTrue();
        }
        assertThat(tokens.readAccess(Forge.user("u1", "zoe")).succeeded())
                .as("our own still count")
                .isTrue();
    }

    @Test
    void onePublicKeyAsPemIsEnough() throws Exception {
        KeyPair keys = rsa(2_048);
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        Tokens tokens = trusting(issuer("shop", SHOP, pem));
        assertThat(tokens.readAccess(token(keys, "any", SHOP, "")).succeeded()).isTrue();
        assertThat(tokens.readAccess(token(rsa(2_048), "any", SHOP, "")).failed())
                .isTrue();
        String hmac = Forge.sign(
                "{\"alg\":\"HS256\"}",
                Forge.access("u1", "zoe", 600).replace("\"iss\":\"parley\"", "\"iss\":\"" + SHOP + "\""),
                pem);
        assertThat(tokens.readAccess(hmac).failed())
                .as("the public key as a secret")
                .isTrue();
    }

    @Test
    void theOnlyKeyOfASetNeedsNoName() throws Exception {
        KeyPair keys = rsa(2_048);
        Tokens tokens = trusting(issuer("shop", SHOP, jwks(keys, "k1").replace("\"kid\":\"k1\",", "")));
        assertThat(tokens.readAccess(token(keys, "any", SHOP, "")).succeeded()).isTrue();
        assertThat(tokens.readAccess(token(rsa(2_048), "any", SHOP, "")).failed())
                .isTrue();
    }

    @Test
    void weakKeysAndSharedSecretsAreNotTaken() throws Exception {
        String oct = "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"k\",\"k\":\""
                + BASE64.encodeToString(Configs.SECRET.getBytes(StandardCharsets.US_ASCII)) + "\"}]}";
        for (String keys : new String[] {oct, jwks(rsa(1_024), "k1"), "{\"keys\":[]}", "{}", "<html>", ""}) {
            TrustedIssuer shop = issuer("shop", SHOP, keys);
            assertThatThrownBy(() -> trusting(shop))
                    .isInstanceOf(UnusableKeyException.class)
                    .hasMessageContaining("shop");
        }
        String edwards = Pem.generate(KeyAlgorithm.EDDSA);
        assertThat(trusting(issuer("shop", SHOP, edwards))).isNotNull();
    }
}
