package dev.parley.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The web client's files: those and no others, and under a policy that keeps scripts out. */
class PagesWireTest extends WireTest {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/?room=a"})
    void thePageIsThere(String path) throws IOException {
        RawHttp.Response response = RawHttp.get(server.port, path);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).contains("test page");
    }

    @Test
    void assetsMayBeKeptForAYear() throws IOException {
        RawHttp.Response response = RawHttp.get(server.port, "/assets/app.js");
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("Cache-Control")).contains("max-age=31536000");
        assertThat(RawHttp.get(server.port, "/").header("Cache-Control")).isEqualTo("no-cache");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip, deflate       | gzip",
                "gzip, deflate, br   | br",
                "br;q=0, gzip;q=0.5  | gzip",
                "zstd                | ",
                "gzip;q=0            | ",
            })
    void anAssetComesAsItWasCompressedBefore(String accepted, String coding) throws IOException {
        RawHttp.Response response = RawHttp.get(server.port, "/assets/app.js", "Accept-Encoding: " + accepted);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("Content-Encoding")).isEqualTo(coding);
        assertThat(response.header("Vary")).containsIgnoringCase("accept-encoding");
        assertThat(response.header("Content-Type")).isEqualTo("text/javascript;charset=UTF-8");
        assertThat(response.header("Cache-Control")).contains("max-age=31536000");
        assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
        if (coding == null) {
            assertThat(response.body()).contains("export const three");
        } else {
            assertThat(response.body()).doesNotContain("export const three");
        }
    }

    @Test
    void aPartOfAnAssetIsPlain() throws IOException {
        RawHttp.Response response =
                RawHttp.get(server.port, "/assets/app.js", "Accept-Encoding: gzip", "Range: bytes=0-5");
        assertThat(response.header("Content-Encoding")).isNull();
        assertThat(response.body()).isEqualTo("export");
    }

    @Test
    void whatIsNotThereIsNotThereCompressedEither() throws IOException {
        for (String path : List.of("/assets/nothing.js", "/assets/", "/assets/../secret.txt", "/assets/.js")) {
            assertThat(RawHttp.get(server.port, path, "Accept-Encoding: gzip").status())
                    .as(path)
                    .isEqualTo(404);
        }
    }

    @Test
    void thePolicyAllowsOwnScriptsAndTheClustersNodesOnly() throws IOException {
        String policy = RawHttp.get(server.port, "/").header("Content-Security-Policy");
        assertThat(policy)
                .contains("default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'")
                .contains("connect-src 'self' " + server.url() + " ws://127.0.0.1:" + server.port + ";")
                .doesNotContain("unsafe-inline", "unsafe-eval", "*", "script-src");
        for (String directive : policy.split(";")) {
            assertThat(directive.strip()).matches("[a-z-]+( ('self'|'none'|[a-z]+:|(http|ws)://[0-9.]+:[0-9]+))+");
        }
    }

    @Test
    void pagesAreNeitherSniffedNorFramedNorTold() throws IOException {
        RawHttp.Response response = RawHttp.get(server.port, "/");
        assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(response.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(response.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(response.header("Permissions-Policy")).contains("camera=(self)", "geolocation=()");
        assertThat(response.header("Server")).isNull();
        assertThat(response.header("Set-Cookie")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/secret.txt",
                "/../secret.txt",
                "/..%2fsecret.txt",
                "/%2e%2e/secret.txt",
                "/%2e%2e%2fsecret.txt",
                "/assets/../../secret.txt",
                "/assets/..%2f..%2fsecret.txt",
                "/assets/%2e%2e/%2e%2e/secret.txt",
                "/..%5csecret.txt",
                "/..\\secret.txt",
                "/%252e%252e/secret.txt",
                "/....//secret.txt",
                "//secret.txt",
                "/./../secret.txt",
                "/logback-test.xml",
                "/../logback-test.xml",
                "/../../../../../../../../etc/passwd",
                "/..%2f..%2f..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
                "//etc/passwd",
                "/%2fetc/passwd",
                "/file:///etc/passwd",
                "/dev/parley/gateway/GatewayVerticle.class",
                "/../dev/parley/gateway/GatewayVerticle.class",
                "/META-INF/MANIFEST.MF",
                "/index.html%00",
                "/%00",
                "/assets/",
                "/assets/nothing.js",
                "/nothing",
                "/%zz",
                "/%",
                "/a%20b",
                "/%ff%fe"
            })
    void nothingElseIsServed(String path) throws IOException {
        RawHttp.Response response = RawHttp.get(server.port, path);
        assertThat(response.status()).as(path).isIn(400, 404);
        assertThat(response.body()).doesNotContain("not for anybody", "root:", "appender");
    }
}
