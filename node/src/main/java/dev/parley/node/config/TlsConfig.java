package dev.parley.node.config;

import java.nio.file.Path;

/** TLS of the HTTP server. Both paths are null (plain HTTP) or both are set. */
public record TlsConfig(
        @Doc("PEM file with the certificate chain; together with tls.key it turns HTTPS on.") Path cert,
        @Doc("PEM file with the private key (PKCS#8).") Path key) {

    public TlsConfig {
        Check.allOrNone("tls.cert, tls.key", cert, key);
    }

    /** Whether the server speaks HTTPS. */
    public boolean enabled() {
        return cert != null;
    }
}
