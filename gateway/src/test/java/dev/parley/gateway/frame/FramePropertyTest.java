package dev.parley.gateway.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/**
 * The scanner against Jackson, on good frames, damaged ones and noise. A failure names the input, so nothing is
 * shrunk.
 */
@PropertyDefaults(shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
class FramePropertyTest {
    private static final String JSON_BYTES = "{}[]\",:\\ \n0123-.eE+tfnrualsedbypi\u00c3\u00a4\u00ff\u0000";

    private static final String POISONS = "\"}]\\0 ,:nu\u0080";

    private final FrameScanner scanner = new FrameScanner();

    @Provide
    Arbitrary<Random> randoms() {
        return Arbitraries.randoms();
    }

    @Property(tries = 30_000)
    void everyValidFrameIsReadAsJacksonReadsIt(@ForAll("randoms") Random random) {
        RandomFrame frame = new RandomFrame(random);
        byte[] bytes = frame.text().getBytes(UTF_8);
        assertAgrees(bytes);
        assertThat(scanner.scan(bytes, 0, bytes.length))
                .as(() -> JacksonOracle.show(bytes))
                .isNotEqualTo(FrameVerdict.INVALID_JSON);
        String data = scanner.hasData()
                ? new String(bytes, scanner.dataStart(), scanner.dataEnd() - scanner.dataStart(), UTF_8)
                : null;
        assertThat(data).isEqualTo(frame.data());
    }

    @Property(tries = 40_000)
    void everyDamagedFrameIsJudgedAsJacksonJudgesIt(@ForAll("randoms") Random random) {
        byte[] frame = new RandomFrame(random).text().getBytes(UTF_8);
        byte[] other = new RandomFrame(random).text().getBytes(UTF_8);
        byte[] damaged = new Mutation(random).of(frame, other);
        assertAgrees(damaged);
        assertReadsOnlyItsRange(damaged, random);
        Statistics.collect(scanner.scan(damaged, 0, damaged.length));
    }

    @Property(tries = 20_000)
    void noiseIsJudgedAsJacksonJudgesIt(@ForAll("randoms") Random random) {
        byte[] noise = new byte[random.nextInt(60)];
        random.nextBytes(noise);
        if (random.nextBoolean()) {
            for (int i = 0; i < noise.length; i++) {
                noise[i] = (byte) JSON_BYTES.charAt((noise[i] & 0xff) % JSON_BYTES.length());
            }
        }
        byte[] inFrame = ("{\"type\":\"ping\",\"x\":" + new String(noise, ISO_8859_1) + "}").getBytes(ISO_8859_1);
        byte[] inString =
                ("{\"type\":\"ping\",\"address\":\"" + new String(noise, ISO_8859_1) + "\"}").getBytes(ISO_8859_1);
        for (byte[] bytes : new byte[][] {noise, inFrame, inString}) {
            assertAgrees(bytes);
            assertReadsOnlyItsRange(bytes, random);
        }
    }

    private void assertAgrees(byte[] bytes) {
        Reading expected = JacksonOracle.read(bytes);
        Reading actual = Reading.by(scanner, bytes, 0, bytes.length);
        if (expected.verdict() == FrameVerdict.INVALID_JSON) {
            assertThat(actual.verdict()).as(() -> JacksonOracle.show(bytes)).isEqualTo(expected.verdict());
        } else {
            assertThat(actual).as(() -> JacksonOracle.show(bytes)).isEqualTo(expected);
        }
    }

    /** In an array of its own a read outside would throw; between margins of any poison it would change the answer. */
    private void assertReadsOnlyItsRange(byte[] bytes, Random random) {
        Reading alone = Reading.by(scanner, bytes, 0, bytes.length);
        int margin = 1 + random.nextInt(9);
        byte[] wide = new byte[bytes.length + 2 * margin];
        for (int i = 0; i < 2; i++) {
            Arrays.fill(wide, (byte) POISONS.charAt(random.nextInt(POISONS.length())));
            System.arraycopy(bytes, 0, wide, margin, bytes.length);
            Reading between = Reading.by(scanner, wide, margin, margin + bytes.length);
            assertThat(between).as(() -> JacksonOracle.show(wide)).isEqualTo(alone);
        }
    }
}
