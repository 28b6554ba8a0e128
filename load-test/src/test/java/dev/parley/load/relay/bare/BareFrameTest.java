package dev.parley.load.relay.bare;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BareFrameTest {
    @Test
    void aNameTellsWhereThePeerIs() {
        byte[] frame = "s00000000".getBytes(ISO_8859_1);

        BareFrame.write(frame, BareFrame.DELIVERY, BareFrame.name(2, 17, 345));

        assertThat(new String(frame, ISO_8859_1)).isEqualTo("d21700345");
        assertThat(BareFrame.node(frame)).isEqualTo(2);
        assertThat(BareFrame.lane(frame)).isEqualTo(17);
        assertThat(BareFrame.socket(frame)).isEqualTo(345);
    }

    @Test
    void anAcknowledgementNamesSenderAndIdAndNothingElse() {
        byte[] delivery = "d2170034500000099payload".getBytes(ISO_8859_1);

        assertThat(new String(BareFrame.ackOf(delivery), ISO_8859_1)).isEqualTo("a2170034500000099");
        assertThat(delivery[0]).isEqualTo((byte) 'd');
    }
}
