package dev.parley.gateway.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Random;

/** Damages frames: flips, cuts, repeats, insertions and splices. Texts are bytes, one a char. */
final class Mutation {
    private static final String[] SNIPPETS = {
        "\"",
        "\\",
        "\\u",
        "\\ud800",
        "\\r\\n",
        ",",
        ":",
        "{",
        "}",
        "[",
        "]",
        "[]",
        "{}",
        "[1]",
        "0",
        "-",
        ".",
        "e",
        "E+",
        "1",
        "null",
        "true",
        " ",
        "\t",
        "\n",
        "\0",
        "\u001f",
        "\u007f",
        "\u0080",
        "\u00bf",
        "\u00c0\u0080",
        "\u00c3\u00a4",
        "\u00ed\u00a0\u0080",
        "\u00ef\u00bb\u00bf",
        "\u00e2\u0080\u00a8",
        "\u00f4\u0090\u0080\u0080",
        "\u00ff",
        "/**/",
        "'",
        "NaN",
        "\"type\":\"ping\",",
        "\"\\u0069d\":1,",
        "\"data\":1,",
        "\"body\":{},",
        "\"x\":1,",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
    };

    private final Random random;

    Mutation(Random random) {
        this.random = random;
    }

    byte[] of(byte[] frame, byte[] other) {
        String text = new String(frame, ISO_8859_1);
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            text = once(text, new String(other, ISO_8859_1));
        }
        return text.getBytes(ISO_8859_1);
    }

    private String once(String text, String other) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + random.nextInt(1 + random.nextInt(12)));
        String before = text.substring(0, at);
        return switch (random.nextInt(8)) {
            case 0 -> before;
            case 1 -> before + text.substring(end);
            case 2 -> text.substring(0, end) + text.substring(at);
            case 3 -> before + other.substring(random.nextInt(other.length()));
            case 4 -> before + (char) random.nextInt(256) + text.substring(end);
            case 5 ->
                at == end ? text : before + (char) (text.charAt(at) ^ 1 << random.nextInt(8)) + text.substring(at + 1);
            default -> before + SNIPPETS[random.nextInt(SNIPPETS.length)] + text.substring(at);
        };
    }
}
