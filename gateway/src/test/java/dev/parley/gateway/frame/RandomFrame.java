package dev.parley.gateway.frame;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Writes random frames that are valid JSON, in every spelling the grammar allows. */
final class RandomFrame {
    private static final String[] TYPES = {"ping", "send", "register", "unregister", "publish"};
    private static final String[] KEYS = {
        "type", "address", "replyAddress", "headers", "body", "id", "base", "epoch", "data", "typ", "", "Id"
    };
    private static final String[] ESCAPES = {"\\\"", "\\\\", "\\/", "\\b", "\\f", "\\n", "\\r", "\\t", "\\r\\n"};
    private static final int DEPTH = 5;

    private final Random random;
    private String data;

    RandomFrame(Random random) {
        this.random = random;
    }

    /** Has each key that routing reads at most once. */
    String text() {
        data = null;
        String other = oneIn(2) ? value(DEPTH) : '[' + value(2) + ']';
        String body = member("body", oneIn(4) ? other : signal());
        List<String> members = new ArrayList<>();
        members.add(body);
        members.add(member("type", oneIn(10) ? value(1) : string(TYPES[random.nextInt(TYPES.length)])));
        members.add(member("address", oneIn(10) ? value(1) : string()));
        members.add(member("replyAddress", oneIn(10) ? value(1) : string()));
        members.add(member("headers", value(1)));
        members.add(member("x" + random.nextInt(3), value(1)));
        Collections.shuffle(members, random);
        List<String> kept = members.subList(oneIn(3) ? random.nextInt(members.size()) : 0, members.size());
        data = kept.contains(body) ? data : null;
        return space() + '{' + space() + String.join(",", kept) + '}' + space();
    }

    /** The text of the data in the last frame's body; null when that was no signal or had none. */
    String data() {
        return data;
    }

    private String signal() {
        List<String> members = new ArrayList<>();
        members.add(
                member("id", oneIn(6) ? value(2) : Long.toString(Math.abs(random.nextLong() >> random.nextInt(64)))));
        members.add(member("base", oneIn(6) ? value(2) : Integer.toString(random.nextInt(1_000))));
        members.add(member("epoch", oneIn(6) ? value(2) : string()));
        members.add(member("y", value(2)));
        if (!oneIn(10)) {
            data = value(2);
            members.add(member("data", data));
        }
        Collections.shuffle(members, random);
        return '{' + space() + String.join(",", members) + space() + '}';
    }

    private String member(String key, String value) {
        return space() + string(key) + space() + ':' + space() + value + space();
    }

    private String value(int depth) {
        return switch (random.nextInt(depth < DEPTH ? 9 : 6)) {
            case 0 -> "null";
            case 1 -> random.nextBoolean() ? "true" : "false";
            case 2, 3 -> number();
            case 4, 5 -> string();
            case 6 -> '[' + space() + ']';
            case 7 -> '[' + value(depth + 1) + space() + ',' + value(depth + 1) + ']';
            default ->
                '{'
                        + member(KEYS[random.nextInt(KEYS.length)], value(depth + 1))
                        + ','
                        + member(KEYS[random.nextInt(KEYS.length)], value(depth + 1))
                        + '}';
        };
    }

    private String number() {
        String text = oneIn(3) ? "-" : "";
        text += oneIn(4) ? "0" : (1 + random.nextInt(2_000_000)) + (oneIn(8) ? "1234567890123456" : "");
        text += oneIn(3) ? "." + digits() : "";
        return text + (oneIn(4) ? (oneIn(2) ? "e" : "E") + (oneIn(2) ? "" : oneIn(2) ? "+" : "-") + digits() : "");
    }

    private String digits() {
        return Integer.toString(random.nextInt(oneIn(9) ? 999_999_999 : 300));
    }

    private String string() {
        StringBuilder text = new StringBuilder("\"");
        for (int i = random.nextInt(oneIn(5) ? 80 : 12); i > 0; i--) {
            switch (random.nextInt(10)) {
                case 0 -> text.append(ESCAPES[random.nextInt(ESCAPES.length)]);
                case 1 -> text.append(escaped((char) random.nextInt(0x10000)));
                case 2 -> text.append(escaped((char) (0xd800 + random.nextInt(0x800))));
                case 3 -> text.appendCodePoint(scalar());
                default -> text.append((char) ('a' + random.nextInt(26)));
            }
        }
        return text.append('"').toString();
    }

    private String string(String content) {
        StringBuilder text = new StringBuilder("\"");
        boolean mayEscape = oneIn(4);
        for (char c : content.toCharArray()) {
            text.append(mayEscape && oneIn(3) ? escaped(c) : Character.toString(c));
        }
        return text.append('"').toString();
    }

    private String escaped(char c) {
        return "\\u" + (random.nextBoolean() ? HexFormat.of() : HexFormat.of().withUpperCase()).toHexDigits(c);
    }

    /** Anything that may stand in a string as it is, with the ends of the UTF-8 ranges more often. */
    private int scalar() {
        int[] ends = {0x20, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xfeff, 0xffff, 0x10000, 0x10ffff};
        int c = random.nextBoolean() ? ends[random.nextInt(ends.length)] : 0x20 + random.nextInt(0x10ffff - 0x20);
        return c == '"' || c == '\\' || (c >= 0xd800 && c <= 0xdfff) ? ' ' : c;
    }

    private String space() {
        return oneIn(8) ? " \t\r\n".repeat(2).substring(random.nextInt(4), 4 + random.nextInt(4)) : "";
    }

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }
}
