package dev.parley.node.config;

import java.util.List;

/**
 * The HTTP server that clients connect to. {@code publicUrl} may be null, see {@link ParleyConfig#publicUrl(int)};
 * the units and bounds stand at each component.
 */
public record HttpConfig(
        @Doc(value = "Address to listen on; 0.0.0.0 for every interface.", byDefault = "127.0.0.1") String host,
        @Doc(value = "Port to listen on; 0 takes a free one.", byDefault = "8080") int port,
        @Doc(
                        value =
                                "URL under which clients reach this very node: told to them as an endpoint and an allowed"
                                        + " origin.",
                        derived = "http(s)://host:port")
                String publicUrl,
        @Doc("Further web origins that may connect, besides every node's own publicUrl.") List<String> origins,
        @Doc("Proxies (addresses or CIDR ranges) whose Forwarded and X-Forwarded-For headers are believed.")
                List<String> trustedProxies,
        @Doc(value = "Largest request head, 1024 to 65536 bytes.", byDefault = "8192") int maxHeaderBytes,
        @Doc(value = "Largest body of a REST request, 1024 to 1048576 bytes.", byDefault = "65536") int maxBodyBytes,
        @Doc(
                        value =
                                "Time in which a request must have arrived whole, 1000 to 60000 ms; slower ones are cut.",
                        byDefault = "10000")
                int requestTimeoutMs) {

    public HttpConfig {
        Check.text("http.host", host, Addresses::isHost, Addresses.HOST_ALLOWED);
        Check.range("http.port", port, 0, 65535);
        if (publicUrl != null) {
            publicUrl = publicUrl.replaceFirst("/$", "");
            Check.text("http.publicUrl", publicUrl, Addresses::isOrigin, Addresses.ORIGIN_ALLOWED);
        }
        origins = Check.texts("http.origins", origins, Addresses::isOrigin, Addresses.ORIGIN_ALLOWED);
        trustedProxies =
                Check.texts("http.trustedProxies", trustedProxies, Addresses::isNetwork, Addresses.NETWORK_ALLOWED);
        Check.range("http.maxHeaderBytes", maxHeaderBytes, 1024, 65536);
        Check.range("http.maxBodyBytes", maxBodyBytes, 1024, 1 << 20);
        Check.range("http.requestTimeoutMs", requestTimeoutMs, 1000, 60_000);
    }
}
