package dev.parley.system.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import dev.parley.protocol.IceServers;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import dev.parley.system.fixture.LocalCluster;
import dev.parley.system.fixture.RawPeer;
import dev.parley.system.turn.TurnServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A browser that may use nothing but the relay, with the credentials that a member of a room is given. */
@Tag("browser")
@Tag("long")
class RelayedCallTest {
    private static final int TTL = 600;

    /** Two connections of one page, which can only meet at the relay. Ends with how it went. */
    private static final String CALL =
            """
            async (iceServers) => {
              const made = [0, 1].map(() => new RTCPeerConnection({ iceServers, iceTransportPolicy: 'relay' }));
              const errors = [];
              made.forEach((one, i) => {
                one.onicecandidate = ({ candidate }) => candidate && made[1 - i].addIceCandidate(candidate);
                one.onicecandidateerror = ({ errorCode }) => errors.push(errorCode);
              });
              const channel = made[0].createDataChannel('over the relay');
              const heard = new Promise((resolve) => {
                made[1].ondatachannel = ({ channel }) => { channel.onmessage = ({ data }) => resolve(data); };
              });
              channel.onopen = () => channel.send('hello');
              await made[0].setLocalDescription();
              await made[1].setRemoteDescription(made[0].localDescription);
              await made[1].setLocalDescription();
              await made[0].setRemoteDescription(made[1].localDescription);
              const late = new Promise((resolve) => setTimeout(() => resolve('nothing'), 8000));
              const got = await Promise.race([heard, late]);
              const stats = [...(await made[0].getStats()).values()];
              const types = stats.filter(({ type }) => type === 'local-candidate').map((one) => one.candidateType);
              made.forEach((one) => one.close());
              return JSON.stringify({ got, types, errors });
            }""";

    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    @TempDir
    Path folder;

    @Test
    void whatAMemberIsGivenWorksAndWhatHasExpiredDoesNot() throws Exception {
        TurnServer.require();
        try (TurnServer turn = new TurnServer(folder);
                LocalCluster cluster = LocalCluster.of(1)
                        .with("PARLEY_TURN_URLS", "turn:127.0.0.1:" + turn.port)
                        .with("PARLEY_TURN_SECRET", TurnServer.SECRET)
                        .with("PARLEY_TURN_TTL_SECONDS", Integer.toString(TTL))
                        .start()) {
            String url = cluster.node(0).url();
            RawPeer member = RawPeer.open(cluster.crowd(), url);
            assertThat(member.session().path("iceServers").toString()).doesNotContain("credential");
            ObjectNode joined = member.join("relayed");
            Page page = BROWSERS.open(url + "/index.html");

            ObjectNode call = call(page, joined.path("iceServers").toString());
            assertThat(call.path("got").asText()).as(call.toString()).isEqualTo("hello");
            assertThat(call.path("types")).isNotEmpty().allMatch(type -> type.asText()
                    .equals("relay"));

            long longAgo = System.currentTimeMillis() / 1_000 - 2 * TTL;
            String expired = IceServers.ofStun(List.of())
                    .withTurn(List.of("turn:127.0.0.1:" + turn.port), TurnServer.SECRET, TTL)
                    .forPeer(member.id(), longAgo)
                    .iceServers()
                    .toString();
            ObjectNode refused = call(page, expired);
            assertThat(refused.path("got").asText()).as(refused.toString()).isEqualTo("nothing");
            assertThat(refused.path("errors").toString()).contains("401");
        }
    }

    private static ObjectNode call(Page page, String iceServers) {
        Object outcome = page.evaluate("(servers) => (" + CALL + ")(JSON.parse(servers))", iceServers);
        return Json.object(Slice.utf8((String) outcome));
    }
}
