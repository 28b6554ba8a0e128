package dev.parley.chaos.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is read out of the texts that nodes and tools tell. */
class NodesTextTest {
    @Test
    void theHeapIsTheSumOfItsGenerations() {
        String serial =
                """
                4711:
                 def new generation   total 9792K, used 1024K [0x1, 0x2, 0x3)
                  eden space 8704K,  11% used [0x1, 0x2, 0x3)
                 tenured generation   total 21888K, used 2048K [0x1, 0x2, 0x3)
                 Metaspace       used 48235K, committed 48576K, reserved 1114112K
                """;
        assertThat(LiveHeap.parse(serial)).isEqualTo(3 << 20);
    }

    @Test
    void aMetricIsSummedOverItsLabels() {
        Metrics metrics = new Metrics(
                """
                # TYPE parley_rooms gauge
                parley_rooms{lane="0"} 3.0
                parley_rooms{lane="1"} 4.0
                parley_rooms_more{lane="1"} 100.0
                jvm_threads_live_threads 61.0
                """);
        assertThat(metrics.sum("parley_rooms")).isEqualTo(7);
        assertThat(metrics.sum("jvm_threads_live_threads")).isEqualTo(61);
        assertThat(metrics.sum("absent")).isZero();
    }
}
