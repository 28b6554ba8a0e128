package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.GatewayConfig;
import io.github.bucket4j.Bucket;
import org.junit.jupiter.api.Test;

/** Rates of addresses on one lane of several. */
class RatesTest {
    private long now = 1_000;

    @Test
    void theLanesOfANodeShareTheRateOfAnAddress() {
        Configs configs = new Configs();
        configs.addressBurst = 100;
        configs.opensBurst = 10;
        Rates rates = new Rates(configs.build().limits(), 4, () -> now);
        assertThat(count(() -> rates.mayAsk("192.0.2.1"))).isEqualTo(25);
        assertThat(count(() -> rates.mayOpen("192.0.2.1"))).isEqualTo(2);
    }

    @Test
    void aRateIsNeverNothing() {
        Configs configs = new Configs();
        configs.addressBurst = 1;
        configs.addressRequestsPerSecond = 1;
        Rates rates = new Rates(configs.build().limits(), 64, () -> now);
        assertThat(rates.mayAsk("192.0.2.1")).isTrue();
        assertThat(rates.mayAsk("192.0.2.1")).isFalse();
        now += 1_000;
        assertThat(rates.mayAsk("192.0.2.1")).isTrue();
    }

    @Test
    void aServiceHasNoBoundWhenRatesAreOff() {
        Configs configs = new Configs();
        configs.rate = false;
        Bucket service =
                new Rates(configs.build().limits(), 1, () -> now).ofService(new GatewayConfig.Services(1, 1, 1, null));
        for (int i = 0; i < 100_000; i++) {
            assertThat(service.tryConsume(1)).isTrue();
        }
    }

    @Test
    void manyAddressesDoNotPileUpAndTheBusiestIsRemembered() {
        Configs configs = new Configs();
        configs.addressBurst = 1;
        Rates rates = new Rates(configs.build().limits(), 1, () -> now);
        assertThat(rates.mayAsk("192.0.2.1")).isTrue();
        for (int i = 0; i < 50_000; i++) {
            rates.mayAsk("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255));
            assertThat(rates.mayAsk("192.0.2.1")).isFalse();
        }
    }

    @Test
    void aBucketThatIsNotTouchedFillsUpAgainAndNotBeyond() {
        Configs configs = new Configs();
        configs.requestsBurst = 5;
        configs.requestsPerSecond = 1;
        var bucket = new Rates(configs.build().limits(), 1, () -> now).ofSocket();
        assertThat(count(() -> bucket.tryConsume(1))).isEqualTo(5);
        now += 86_400_000;
        assertThat(count(() -> bucket.tryConsume(1))).isEqualTo(5);
    }

    private static int count(java.util.function.BooleanSupplier allowed) {
        int count = 0;
        while (allowed.getAsBoolean()) {
            count++;
        }
        return count;
    }
}
