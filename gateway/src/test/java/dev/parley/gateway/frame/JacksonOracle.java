package dev.parley.gateway.frame;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.protocol.Limits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The same judgement by other means: the JDK's strict UTF-8 decoder, then Jackson. What Jackson takes for valid and
 * RFC 8259 does not, and how it is kept out here:
 *
 * <ul>
 *   <li>some malformed UTF-8: the decoder refuses it first;
 *   <li>a byte order mark, and UTF-16 or UTF-32, guessed from a NUL in the first four bytes: refused before Jackson
 *       sees it;
 *   <li>from characters, not bytes, any character whose low byte is a hex digit in a Unicode escape: it gets the
 *       bytes.
 * </ul>
 *
 * Duplicate keys are counted here, since Jackson knows only all or none.
 */
final class JacksonOracle {
    static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(FrameScanner.MAX_DEPTH)
                            .maxNumberLength(Integer.MAX_VALUE)
                            .maxNameLength(Integer.MAX_VALUE)
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final Reading INVALID =
            new Reading(FrameVerdict.INVALID_JSON, null, null, null, 0, 0, null, false, null, null);
    private static final Set<String> OF_FRAME = Set.of("type", "address", "replyAddress", "body");
    private static final Set<String> OF_BODY = Set.of("id", "base", "epoch", "data");
    private static final List<String> TYPES = List.of("ping", "send", "register", "unregister", "publish");

    private JacksonOracle() {}

    static Reading read(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.startsWith("\ufeff") || text.lastIndexOf('\0', 3) >= 0) {
                return INVALID;
            }
            JsonNode frame = MAPPER.readTree(bytes);
            return frame.isObject() && !repeatsKeys(bytes) ? judge(frame) : INVALID;
        } catch (CharacterCodingException | com.fasterxml.jackson.core.JacksonException e) {
            return INVALID;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean repeatsKeys(byte[] bytes) throws IOException {
        Set<String> frame = new HashSet<>();
        Set<String> body = new HashSet<>();
        try (JsonParser parser = MAPPER.createParser(bytes)) {
            for (JsonToken token; (token = parser.nextToken()) != null; ) {
                if (token == JsonToken.FIELD_NAME) {
                    JsonStreamContext here = parser.getParsingContext();
                    String key = here.getCurrentName();
                    boolean ofFrame = here.getNestingDepth() == 1 && OF_FRAME.contains(key);
                    boolean ofBody = here.getNestingDepth() == 2
                            && "body".equals(here.getParent().getCurrentName())
                            && OF_BODY.contains(key);
                    if ((ofFrame && !frame.add(key)) || (ofBody && !body.add(key))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static Reading judge(JsonNode frame) {
        String typeName = text(frame.get("type"));
        FrameType type =
                typeName != null && TYPES.contains(typeName) ? FrameType.values()[TYPES.indexOf(typeName)] : null;
        JsonNode reply = frame.get("replyAddress");
        String replyText = text(reply);
        boolean badReply =
                reply != null && !reply.isNull() && (replyText == null || replyText.length() > Limits.REPLY_ADDRESS);
        JsonNode body = frame.get("body");
        JsonNode signal = body != null && body.isObject() ? body : MAPPER.createObjectNode();
        JsonNode epoch = signal.get("epoch");
        return new Reading(
                verdict(frame, type, badReply),
                type,
                text(frame.get("address")),
                badReply ? null : replyText,
                integer(signal.get("id")),
                integer(signal.get("base")),
                text(epoch),
                epoch != null && !epoch.isNull() && text(epoch) == null,
                body,
                signal.get("data"));
    }

    private static FrameVerdict verdict(JsonNode frame, FrameType type, boolean badReply) {
        if (!frame.has("type")) {
            return FrameVerdict.MISSING_TYPE;
        }
        if (type == null) {
            return FrameVerdict.INVALID_TYPE;
        }
        return badReply ? FrameVerdict.INVALID_REPLY_ADDRESS : FrameVerdict.OK;
    }

    /** Null unless it is Unicode text: one that survives a strict encoder. */
    private static String text(JsonNode node) {
        boolean isText = node != null
                && node.isTextual()
                && StandardCharsets.UTF_8.newEncoder().canEncode(node.textValue());
        return isText ? node.textValue() : null;
    }

    private static long integer(JsonNode node) {
        if (node == null) {
            return 0;
        }
        boolean inRange = node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 1;
        return inRange && node.longValue() <= Limits.MAX_SAFE_INTEGER ? node.longValue() : -1;
    }

    static String show(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8) + " = " + Arrays.toString(bytes);
    }
}
