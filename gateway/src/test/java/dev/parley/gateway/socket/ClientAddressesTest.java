package dev.parley.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a client really is: only trusted proxies may say. */
class ClientAddressesTest {
    private static final String PROXY = "10.0.0.1";

    private final ClientAddresses addresses =
            new ClientAddresses(List.of("10.0.0.0/8", "2001:db8:ffff::/48", "192.0.2.7"));

    private String forwardedFor(String socket, String... headers) {
        return addresses.of(socket, List.of(headers), List.of());
    }

    private String forwarded(String socket, String... headers) {
        return addresses.of(socket, List.of(), List.of(headers));
    }

    @Test
    void withoutAProxyTheSocketsAddressCounts() {
        assertThat(forwardedFor("203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(forwardedFor(PROXY)).isEqualTo(PROXY);
    }

    @Test
    void whoIsNotATrustedProxyCannotSayWhereItIs() {
        assertThat(forwardedFor("203.0.113.9", "127.0.0.1")).isEqualTo("203.0.113.9");
        assertThat(forwarded("203.0.113.9", "for=127.0.0.1")).isEqualTo("203.0.113.9");
        assertThat(new ClientAddresses(List.of()).of("127.0.0.1", List.of("1.2.3.4"), List.of()))
                .isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.9                            | 203.0.113.9",
                "6.6.6.6, 203.0.113.9                   | 203.0.113.9",
                "6.6.6.6, 203.0.113.9, 10.1.1.1         | 203.0.113.9",
                "203.0.113.9, 192.0.2.7, 10.1.1.1       | 203.0.113.9",
                "6.6.6.6,203.0.113.9,10.1.1.1           | 203.0.113.9",
                "10.1.1.1, 10.1.1.2                     | 10.0.0.1",
                "203.0.113.9:4711                       | 203.0.113.9",
                "2001:db8::9                            | 2001:db8::9",
                "[2001:db8::9]:4711                     | 2001:db8::9",
                "2001:db8::9, 2001:db8:ffff::1          | 2001:db8::9",
                "::ffff:203.0.113.9                     | 203.0.113.9",
                "nonsense                               | 10.0.0.1",
                "203.0.113.9, nonsense                  | 10.0.0.1",
                "nonsense, 203.0.113.9                  | 203.0.113.9",
                "203.0.113.9,                           | 10.0.0.1",
                "localhost                              | 10.0.0.1",
                "0x7f000001                             | 10.0.0.1"
            })
    void theLastAddressThatIsNoProxyIsTheClients(String header, String client) {
        assertThat(forwardedFor(PROXY, header)).isEqualTo(client);
    }

    @Test
    void aProxyThatAddsAHeaderLineOfItsOwnIsBelievedAndTheClientsLineIsNot() {
        assertThat(forwardedFor(PROXY, "6.6.6.6", "203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(forwarded(PROXY, "for=6.6.6.6", "for=203.0.113.9")).isEqualTo("203.0.113.9");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "for=203.0.113.9                                      | 203.0.113.9",
                "for=203.0.113.9;proto=https;by=10.0.0.1              | 203.0.113.9",
                "proto=https; For=\"203.0.113.9:4711\"                | 203.0.113.9",
                "for=6.6.6.6, for=203.0.113.9, for=10.1.1.1           | 203.0.113.9",
                "for=\"[2001:db8::9]\"                                | 2001:db8::9",
                "for=\"[2001:db8::9]:4711\"                           | 2001:db8::9",
                "for=unknown                                          | 10.0.0.1",
                "for=_hidden                                          | 10.0.0.1",
                "proto=https                                          | 10.0.0.1",
                "xfor=6.6.6.6                                         | 10.0.0.1",
                "for=6.6.6.6;x=\", for=\"[2001:db8::9]\"              | 2001:db8::9"
            })
    void theStandardHeaderIsReadToo(String header, String client) {
        assertThat(forwarded(PROXY, header)).isEqualTo(client);
    }

    @Test
    void theHeaderThatMostProxiesSetWins() {
        assertThat(addresses.of(PROXY, List.of("203.0.113.9"), List.of("for=6.6.6.6")))
                .isEqualTo("203.0.113.9");
    }

    @Test
    void aTrustedProxyOverIpv6IsOneToo() {
        assertThat(forwardedFor("2001:db8:ffff:0:0:0:0:1", "203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(forwardedFor("2001:db8:fffe:0:0:0:0:1", "203.0.113.9")).isEqualTo("2001:db8:fffe:0:0:0:0:1");
        assertThat(new ClientAddresses(List.of("::1")).of("0:0:0:0:0:0:0:1", List.of("203.0.113.9"), List.of()))
                .isEqualTo("203.0.113.9");
    }

    @Test
    void theWholeInternetMayBeTrustedByThoseWhoAskForIt() {
        ClientAddresses all = new ClientAddresses(List.of("0.0.0.0/0"));
        assertThat(all.of("203.0.113.1", List.of("203.0.113.9"), List.of())).isEqualTo("203.0.113.1");
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.9, 203.0.113.9",
        "::ffff:203.0.113.9, 203.0.113.9",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
        "2001:db8:1:2:ffff::1, 2001:db8:1:2::/64",
        "::1, 0:0:0:0::/64",
        "fe80::1%eth0, fe80:0:0:0::/64",
        "nonsense, nonsense"
    })
    void oneSubscriberIsOneNetwork(String address, String network) {
        assertThat(ClientAddresses.network(address)).isEqualTo(network);
    }
}
