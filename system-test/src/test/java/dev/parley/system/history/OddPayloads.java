package dev.parley.system.history;

import java.util.List;
import java.util.function.UnaryOperator;

/** JSON that a careless relay would change or refuse, about 1.4 KB each, every one with a tag of its own. */
public final class OddPayloads {
    private static final int SIZE = 1_400;
    private static final int DEPTH = 90;

    private static final List<UnaryOperator<String>> SHAPES = List.of(
            tag -> "{\"type\":\"offer\",\"sdp\":\"" + sdp(tag) + "\"}",
            tag -> "{\"type\":\"answer\",\"text\":\""
                    + fill("Grüße, 世界, привет, 🎈👩‍👩‍👧‍👦, \u2028\u2029\u00a0 " + tag + " ") + "\"}",
            tag -> "{\"" + tag + "\":" + "[".repeat(DEPTH) + "]".repeat(DEPTH) + ",\"pad\":\"" + fill("]}[{") + "\"}",
            tag -> "{ \"\\u0074ag\" :\t\"" + tag
                    + "\" , \"esc\":\"\\ud800 \\u0000 \\/ \\b\\f\\n\\r\\t \\\" \\\\\",\r\n \"pad\":\""
                    + fill("\\\\\\\"\\u00e4") + "\" }",
            tag -> "{\"n\":[1e400,-0,-0.0,1E+2,123456789012345678901234567890.5e-999,0.1e1],\"dup\":1,\"dup\":2,\"\":\""
                    + tag + "\",\"pad\":\"" + fill("0123456789") + "\"}",
            tag -> "[null,true,false,{},[],\"\",\"" + tag + "\",\"" + fill("ä€🎈") + "\"]",
            tag -> "\"" + tag + fill(" a text and nothing else") + "\"",
            tag ->
                    "{\"data\":{\"data\":{\"id\":7,\"from\":\"nobody\",\"seq\":1,\"epoch\":\"e\"}},\"type\":\"rec\",\"tag\":\""
                            + tag + "\",\"pad\":\"" + fill("{\\\"type\\\":\\\"err\\\"}") + "\"}");

    private OddPayloads() {}

    /** The payload of a number; {@code tag} needs no escaping. */
    public static String of(String tag, int number) {
        return SHAPES.get(number % SHAPES.size()).apply(tag);
    }

    private static String sdp(String tag) {
        return "v=0\\r\\no=- " + tag + " 2 IN IP4 127.0.0.1\\r\\n"
                + fill("a=candidate:1 1 udp 2122260223 10.0.0.1 9 typ host\\r\\n");
    }

    private static String fill(String unit) {
        return unit.repeat(SIZE / unit.length());
    }
}
