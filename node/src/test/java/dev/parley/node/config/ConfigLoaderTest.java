package dev.parley.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path folder;

    private HashMap<String, String> environment;

    @BeforeEach
    void anEmptyEnvironment() {
        environment = new HashMap<>(Map.of("PATH", "/bin", "PARLEY_SECRET", SECRET));
    }

    @Test
    void withNothingGivenTheDefaultsHold() {
        ParleyConfig config = load();

        assertThat(config.profile()).isEqualTo(Profile.DEVELOPMENT);
        assertThat(config.roles()).containsExactlyInAnyOrder(Role.values());
        assertThat(config.dataDir()).isEqualTo(folder.resolve("./.parley"));
        assertThat(config.lanes()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(config.publicUrl(8080)).isEqualTo("http://127.0.0.1:8080");
        assertThat(config.http().origins()).isEmpty();
        assertThat(config.tls().enabled()).isFalse();
        assertThat(config.cluster().busHost()).isEqualTo("127.0.0.1");
        assertThat(config.cluster().joinMembers()).hasSize(10).contains("127.0.0.1:5701", "127.0.0.1:5710");
        assertThat(config.session()).isEqualTo(new SessionConfig(10_000, 30_000, 5_000));
        assertThat(config.rooms()).isEqualTo(new RoomsConfig(true, 8, 200, 600_000, 256, 524_288, 50, 32));
        assertThat(config.limits().rate()).isTrue();
        assertThat(config.limits().frameBytes()).isEqualTo(65_536);
        assertThat(config.ice().stun()).hasSize(3).contains("stun:stun.cloudflare.com:3478");
        assertThat(config.metrics().allow()).isEqualTo(MetricsAccess.PRIVATE);
        assertThat(config.log()).isEqualTo(new LogConfig(LogFormat.TEXT, LogLevel.INFO));
        assertThat(config.shutdown().deadlineMs()).isEqualTo(30_000);
    }

    @Test
    void whatTheOperatorsCommandLineReadsDoesNotStopANode() {
        environment.put("PARLEY_URL", "https://parley.example.org");
        environment.put("PARLEY_TOKEN", "abc.def.ghi");

        assertThat(load().http().publicUrl()).isNull();
    }

    @Test
    void theFileOverridesDefaultsAndTheEnvironmentOverridesTheFile() {
        write("parley.yaml", "http:\n  port: 9000\n  host: 0.0.0.0\nrooms: {maxPeers: 4}\nlimits: {rate: off}\n");
        environment.put("PARLEY_HTTP_PORT", "9001");

        ParleyConfig config = load();

        assertThat(config.http().port()).isEqualTo(9001);
        assertThat(config.http().host()).isEqualTo("0.0.0.0");
        assertThat(config.rooms().maxPeers()).isEqualTo(4);
        assertThat(config.limits().rate()).isFalse();
    }

    @Test
    void aNamedFileWinsOverTheVariableWhichWinsOverTheWorkingFolder() {
        write("parley.yaml", "lanes: 1");
        Path second = write("second.yaml", "lanes: 2");
        Path third = write("third.yaml", "lanes: 3");

        assertThat(load().lanes()).isEqualTo(1);
        environment.put("PARLEY_CONFIG", second.toString());
        assertThat(load().lanes()).isEqualTo(2);
        assertThat(ConfigLoader.load(Optional.of(third), environment, folder).lanes())
                .isEqualTo(3);
    }

    @Test
    void listsReplaceListsAndAnEmptyVariableEmptiesThem() {
        write("parley.yaml", "http: {origins: ['https://a.example', 'https://b.example']}\nice: {stun: []}\n");
        assertThat(load().ice().stun()).isEmpty();
        assertThat(load().http().origins()).containsExactly("https://a.example", "https://b.example");

        environment.put("PARLEY_HTTP_ORIGINS", "https://c.example, https://d.example:8443");
        assertThat(load().http().origins()).containsExactly("https://c.example", "https://d.example:8443");
        environment.put("PARLEY_HTTP_ORIGINS", "");
        assertThat(load().http().origins()).isEmpty();
    }

    @Test
    void anEmptyFileAndEmptyAreasAndEmptyVariablesChangeNothing() {
        write("parley.yaml", "# nothing yet\nhttp:\nrooms:\n  maxPeers:\n");
        environment.put("PARLEY_HTTP_PORT", "");

        assertThat(load().http().port()).isEqualTo(8080);
        assertThat(load().rooms().maxPeers()).isEqualTo(8);
    }

    @Test
    void productionMakesNoAdHocRoomsUnlessToldTo() {
        environment.put("PARLEY_PROFILE", "production");
        assertThat(load().rooms().adHoc()).isFalse();

        environment.put("PARLEY_ROOMS_AD_HOC", "true");
        assertThat(load().rooms().adHoc()).isTrue();
    }

    @Test
    void productionNeedsAPublicUrlWhenItListensEverywhere() {
        environment.put("PARLEY_PROFILE", "production");
        environment.put("PARLEY_HTTP_HOST", "0.0.0.0");
        assertRefused().hasMessageStartingWith("http.publicUrl: ");

        environment.put("PARLEY_HTTP_PUBLIC_URL", "https://parley.example/");
        assertThat(load().publicUrl(1)).isEqualTo("https://parley.example");
    }

    @Test
    void thePublicUrlFollowsTlsAndTheBoundPort() {
        environment.put("PARLEY_TLS_CERT", write("c.pem", "x").toString());
        environment.put("PARLEY_TLS_KEY", write("k.pem", "x").toString());
        environment.put("PARLEY_HTTP_HOST", "::1");
        environment.put("PARLEY_HTTP_PORT", "0");

        assertThat(load().publicUrl(4711)).isEqualTo("https://[::1]:4711");
    }

    @Test
    void givenMembersReplaceTheLocalOnes() {
        environment.put("PARLEY_CLUSTER_MEMBERS", "10.0.0.1:5701,[fd00::1]:5702");

        assertThat(load().cluster().joinMembers()).containsExactly("10.0.0.1:5701", "[fd00::1]:5702");
    }

    private ParleyConfig load() {
        return ConfigLoader.load(Optional.empty(), environment, folder);
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertRefused() {
        return assertThatThrownBy(this::load).isInstanceOf(ConfigException.class);
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
