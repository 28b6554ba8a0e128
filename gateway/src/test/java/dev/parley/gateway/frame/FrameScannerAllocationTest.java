package dev.parley.gateway.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class FrameScannerAllocationTest {
    private static final int SCANS = 2_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final FrameScanner scanner = new FrameScanner();

    @Test
    void aFrameWithoutAddressesAllocatesNothing() {
        String data = "[{\"ä\":\"\\u00e4\",\"n\":[1,-2.5e3,true,null]}]";
        assertThat(bytesPerScan("{\"type\":\"ping\",\"headers\":{},\"body\":{\"id\":1,\"data\":" + data + "}}"))
                .isZero();
        assertThat(bytesPerScan("{\"type\":\"ping\",\"body\":[01]}")).isZero();
    }

    @Test
    void theSizeOfTheDataCostsNothing() {
        String before =
                "{\"type\":\"send\",\"address\":\"signal.r.p\",\"replyAddress\":\"r1\",\"body\":{\"id\":1,\"data\":\"";
        assertThat(bytesPerScan(before + "x".repeat(60_000) + "\"}}")).isEqualTo(bytesPerScan(before + "\"}}"));
    }

    private long bytesPerScan(String frame) {
        byte[] bytes = frame.getBytes(UTF_8);
        scanner.scan(bytes, 0, bytes.length); // loads the classes
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < SCANS; i++) {
            scanner.scan(bytes, 0, bytes.length);
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / SCANS;
    }
}
