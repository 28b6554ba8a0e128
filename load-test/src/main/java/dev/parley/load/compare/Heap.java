package dev.parley.load.compare;

import dev.parley.load.server.BenchException;
import dev.parley.load.server.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Heap in use right after a full collection. Blocks. */
final class Heap {
    private static final Pattern USED = Pattern.compile("total \\d+K, used (\\d+)K");
    private static final long BYTES_PER_KB = 1024;

    private Heap() {}

    /** Bytes of a JVM of this user, asked by {@code jcmd}. */
    static long ofJvm(long pid) {
        String jcmd = Path.of(ServerProcess.java()).resolveSibling("jcmd").toString();
        Programs.output(jcmd, Long.toString(pid), "GC.run");
        return parse(Programs.output(jcmd, Long.toString(pid), "GC.heap_info"));
    }

    /** The spaces of the heap of any collector, without the metaspace. */
    static long parse(String heapInfo) {
        long kb = 0;
        Matcher space = USED.matcher(heapInfo);
        while (space.find()) {
            kb += Long.parseLong(space.group(1));
        }
        if (kb == 0) {
            throw new BenchException("jcmd tells no used heap: " + heapInfo);
        }
        return kb * BYTES_PER_KB;
    }

    /** Bytes of a rival's node, which collects when asked so. */
    static long ofNode(int port) {
        HttpRequest collect = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/gc"))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        try {
            return Long.parseLong(HttpClient.newHttpClient()
                    .send(collect, HttpResponse.BodyHandlers.ofString())
                    .body());
        } catch (IOException e) {
            throw new BenchException("the node at port " + port + " does not tell its heap: " + e);
        } catch (InterruptedException e) {
            throw new BenchException("interrupted");
        }
    }
}
