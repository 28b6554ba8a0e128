package dev.parley.gateway.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

/** All that can be known of a frame; null where a part is absent. */
record Reading(
        FrameVerdict verdict,
        FrameType type,
        String address,
        String replyAddress,
        long id,
        long base,
        String epoch,
        boolean invalidEpoch,
        JsonNode body,
        JsonNode data) {

    /** What the scanner says; the ranges are parsed, so each must be exactly one value. */
    static Reading by(FrameScanner scanner, byte[] bytes, int from, int to) {
        FrameVerdict verdict = scanner.scan(bytes, from, to);
        return new Reading(
                verdict,
                scanner.type(),
                scanner.address(),
                scanner.replyAddress(),
                scanner.id(),
                scanner.base(),
                scanner.epoch(),
                scanner.hasInvalidEpoch(),
                scanner.hasBody() ? parse(bytes, scanner.bodyStart(), scanner.bodyEnd()) : null,
                scanner.hasData() ? parse(bytes, scanner.dataStart(), scanner.dataEnd()) : null);
    }

    private static JsonNode parse(byte[] bytes, int start, int end) {
        String text = new String(bytes, start, end - start, UTF_8);
        try {
            return JacksonOracle.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("a range that is no JSON value: " + text, e);
        }
    }
}
