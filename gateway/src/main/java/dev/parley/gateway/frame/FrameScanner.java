package dev.parley.gateway.frame;

import static dev.parley.gateway.frame.JsonGrammar.FAIL;
import static dev.parley.gateway.frame.JsonGrammar.scalar;
import static dev.parley.gateway.frame.JsonGrammar.string;
import static dev.parley.gateway.frame.JsonGrammar.whitespace;

import dev.parley.protocol.Limits;
import java.util.Objects;

/**
 * Reads one client frame in one pass: validates all of it as strict JSON and remembers what routing needs, the opaque
 * parts as byte ranges. Allocates nothing but the decoded strings.
 *
 * <p>Reusable, not thread-safe: one per event loop. Everything it tells holds until the next {@link #scan}, as long as
 * the array is not changed; ranges are indexes into that array. After {@link FrameVerdict#INVALID_JSON} only {@link
 * #address} and {@link #replyAddress} are kept, where they were read whole and once before the fault, so that it can
 * be answered.
 *
 * <p>Other keys are ignored, whatever their value; so are the {@code headers} of clients, but for registrations that
 * take some. Keys and types may be written with escapes. A second {@code type}, {@code address}, {@code replyAddress} or
 * {@code body} of the frame, or
 * {@code id}, {@code base}, {@code epoch} or {@code data} of the body, makes the frame invalid: readers would disagree
 * about it.
 */
public final class FrameScanner {
    /** Objects and arrays that may be open at once, the frame's own included. */
    public static final int MAX_DEPTH = 100;

    private final JsonNesting nesting = new JsonNesting();
    private final FrameFields fields = new FrameFields();
    private byte[] bytes;
    private int to;
    private FrameType type;
    private String address;
    private String replyAddress;
    private String epoch;

    /**
     * Scans {@code bytes[from, to)}, and reads nothing outside it. Linear in its length whatever the content.
     *
     * @throws IndexOutOfBoundsException when the range is not one of the array's
     */
    public FrameVerdict scan(byte[] bytes, int from, int to) {
        Objects.checkFromToIndex(from, to, bytes.length);
        this.bytes = bytes;
        this.to = to;
        fields.reset(bytes);
        int open = whitespace(bytes, from, to);
        int after = open < to && bytes[open] == '{' ? members(open + 1, 1) : FAIL;
        boolean isJson = whitespace(bytes, after, to) == to;
        address = fields.text(FrameKey.ADDRESS);
        String reply = fields.text(FrameKey.REPLY_ADDRESS);
        replyAddress = reply == null || reply.length() > Limits.REPLY_ADDRESS ? null : reply;
        if (!isJson) {
            fields.clear();
        }
        type = fields.type();
        epoch = fields.text(FrameKey.EPOCH);
        return isJson ? verdict() : FrameVerdict.INVALID_JSON;
    }

    /** Null unless the verdict is OK or INVALID_REPLY_ADDRESS. */
    public FrameType type() {
        return type;
    }

    /** Decoded; null when absent, no string, or no Unicode text (a lone surrogate escape). */
    public String address() {
        return address;
    }

    /**
     * Decoded, at most {@link Limits#REPLY_ADDRESS} UTF-16 units; null when absent or JSON null, and when it is
     * invalid.
     */
    public String replyAddress() {
        return replyAddress;
    }

    /** A body of {@code null} is a body. */
    public boolean hasBody() {
        return fields.has(FrameKey.BODY);
    }

    /** Index of the body's first byte; only with {@link #hasBody}. */
    public int bodyStart() {
        return fields.start(FrameKey.BODY);
    }

    /** One past the body's last byte; only with {@link #hasBody}. */
    public int bodyEnd() {
        return fields.end(FrameKey.BODY);
    }

    /** Whatever their value is; it may be no object. */
    public boolean hasHeaders() {
        return fields.has(FrameKey.HEADERS);
    }

    /** Index of the headers' first byte; only with {@link #hasHeaders}. */
    public int headersStart() {
        return fields.start(FrameKey.HEADERS);
    }

    /** One past the headers' last byte; only with {@link #hasHeaders}. */
    public int headersEnd() {
        return fields.end(FrameKey.HEADERS);
    }

    /** The body's {@code id}: 1 … 2^53-1; 0 when absent; -1 when it is anything but such an integer in plain digits. */
    public long id() {
        return fields.integer(FrameKey.ID);
    }

    /** The body's {@code base}, like {@link #id}. */
    public long base() {
        return fields.integer(FrameKey.BASE);
    }

    /** The body's {@code epoch}, decoded; null when absent or JSON null, and when it is invalid. */
    public String epoch() {
        return epoch;
    }

    /** True when the body has an {@code epoch} that is neither null nor a string of Unicode text. */
    public boolean hasInvalidEpoch() {
        return fields.isUnreadable(FrameKey.EPOCH, epoch);
    }

    /** True when the body is an object with {@code data}; data of {@code null} is data. */
    public boolean hasData() {
        return fields.has(FrameKey.DATA);
    }

    /** Index of the data's first byte; only with {@link #hasData}. */
    public int dataStart() {
        return fields.start(FrameKey.DATA);
    }

    /** One past the data's last byte; only with {@link #hasData}. */
    public int dataEnd() {
        return fields.end(FrameKey.DATA);
    }

    /** The members of the frame (depth 1) or of its body (depth 2), from the byte after the brace. */
    private int members(int first, int depth) {
        int i = whitespace(bytes, first, to);
        if (i < to && bytes[i] == '}') {
            return i + 1;
        }
        while (i < to && bytes[i] == '"') {
            i = member(i, depth);
            if (i < to && bytes[i] == '}') {
                return i + 1;
            }
            i = i < to ? whitespace(bytes, i + 1, to) : FAIL;
        }
        return FAIL;
    }

    /** Returns the index of the comma or brace after the member: only there its value is known to be whole. */
    private int member(int quote, int depth) {
        int keyEnd = string(bytes, quote, to);
        int colon = whitespace(bytes, keyEnd, to);
        if (colon >= to || bytes[colon] != ':') {
            return FAIL;
        }
        FrameKey key = FrameKey.of(bytes, quote + 1, keyEnd - 1, depth > 1);
        if (!fields.claim(key)) {
            return FAIL;
        }
        int start = whitespace(bytes, colon + 1, to);
        int end = value(key, start, depth);
        int separator = whitespace(bytes, end, to);
        if (separator >= to || (bytes[separator] != ',' && bytes[separator] != '}')) {
            return FAIL;
        }
        fields.put(key, start, end);
        return separator;
    }

    private int value(FrameKey key, int i, int depth) {
        if (i >= to) {
            return FAIL;
        }
        return switch (bytes[i]) {
            case '"' -> string(bytes, i, to);
            case '{' -> key == FrameKey.BODY ? members(i + 1, depth + 1) : nesting.skip(bytes, i, to, depth);
            case '[' -> nesting.skip(bytes, i, to, depth);
            default -> scalar(bytes, i, to);
        };
    }

    private FrameVerdict verdict() {
        if (type == null) {
            return fields.has(FrameKey.TYPE) ? FrameVerdict.INVALID_TYPE : FrameVerdict.MISSING_TYPE;
        }
        boolean badReply = fields.isUnreadable(FrameKey.REPLY_ADDRESS, replyAddress);
        return badReply ? FrameVerdict.INVALID_REPLY_ADDRESS : FrameVerdict.OK;
    }
}
