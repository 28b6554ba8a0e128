package dev.parley.feed.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Refusal;
import io.vertx.core.Future;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetsTest {
    private static Future<List<InetAddress>> resolve(String host, String... addresses) {
        try {
            List<InetAddress> found = new ArrayList<>();
            for (String address : addresses) {
                found.add(InetAddress.getByName(address));
            }
            return addresses.length > 0
                    ? Future.succeededFuture(found)
                    : Future.succeededFuture(Targets.addresses(host));
        } catch (UnknownHostException e) {
            return Future.failedFuture(e);
        }
    }

    private static Future<Targets.Target> judged(String url, List<String> allow, String... addresses) {
        Targets targets = new Targets(allow, host -> resolve(host, addresses));
        return Future.succeededFuture().compose(v -> targets.judge(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1.2.3",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.127.255.254",
                "0.0.0.0",
                "0.1.2.3",
                "192.0.0.1",
                "198.18.0.1",
                "224.0.0.1",
                "239.255.255.250",
                "240.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2001:0:7f00:1::",
                "fec0::1",
                "2001:db8::1"
            })
    void addressesThatAreNotPublicAreRefused(String address) {
        assertThat(judged("http://hook.example/", List.of(), address).cause()).isInstanceOf(Refusal.class);
        assertThat(judged("http://hook.example/", List.of(), "8.8.8.8", address).failed())
                .isTrue();
        String literal = address.contains(":") ? "[" + address + "]" : address;
        assertThat(judged("http://" + literal + ":8080/x", List.of()).failed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "172.15.0.1", "100.63.0.1", "100.128.0.1", "2606:4700::1111"})
    void publicAddressesPass(String address) throws UnknownHostException {
        assertThat(judged("https://hook.example/a?b=c", List.of(), address)
                        .result()
                        .address())
                .isEqualTo(InetAddress.getByName(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://2130706433/", "http://0x7f000001/", "http://127.1/", "http://localhost/"})
    void otherSpellingsOfLoopbackAreRefused(String url) {
        assertThat(judged(url, List.of()).failed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://hook.example/",
                "file:///etc/passwd",
                "gopher://hook.example/",
                "http://user:pw@hook.example/",
                "http:///x",
                "hook.example",
                "http://hook.example/#x",
                "",
                "http://ho ok/"
            })
    void whatIsNoPlainHttpUrlIsRefused(String url) {
        assertThat(judged(url, List.of(), "8.8.8.8").cause()).isInstanceOf(Refusal.class);
    }

    @Test
    void theOperatorMayAllowARange() {
        List<String> allow = List.of("127.0.0.0/8", "fd00::/8");
        assertThat(judged("http://127.0.0.1:8080/", allow).succeeded()).isTrue();
        assertThat(judged("http://hook.example/", allow, "fd00::1", "127.0.0.9").succeeded())
                .isTrue();
        assertThat(judged("http://hook.example/", allow, "127.0.0.1", "10.0.0.1")
                        .failed())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"http://h.example, 80, /", "https://h.example/x?y=1, 443, /x?y=1", "http://h.example:99/, 99, /"})
    void theRequestGoesWhereTheUrlSays(String url, int port, String path) {
        Targets.Target target = judged(url, List.of(), "8.8.8.8").result();
        assertThat(target.port()).isEqualTo(port);
        assertThat(target.path()).isEqualTo(path);
        assertThat(target.host()).isEqualTo("h.example");
    }
}
