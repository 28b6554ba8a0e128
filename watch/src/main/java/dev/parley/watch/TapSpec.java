package dev.parley.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.AddressPattern;
import dev.parley.protocol.Code;
import dev.parley.protocol.Grants;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Json;
import dev.parley.protocol.Refusal;

/**
 * What is to be tapped: the addresses of a pattern or what one call is about.
 *
 * @param pattern null when it is about a call
 * @param call the call's id, null when it is about a pattern
 * @param raw whether signals' data are shown as they are
 */
public record TapSpec(String pattern, String call, boolean raw) {
    private static final String TAP = "tap.";
    private static final String RAW = "raw.";

    /** @throws Refusal {@code invalid_argument} when it is neither a pattern nor a call, or both */
    public TapSpec {
        if ((pattern == null) == (call == null)) {
            throw Refusal.invalid("A tap needs one header, pattern or call, for example pattern: webrtc.signal.>");
        }
        if (call != null && !Ids.isCallId(call)) {
            throw Refusal.invalid("call must be the id of a call, which begins with c_.");
        }
        if (pattern != null && !AddressPattern.isPattern(TAP + pattern)) {
            throw Refusal.invalid("pattern must be an address, a.b.* or a.b.>, for example calls.inbox.*");
        }
    }

    /** @throws Refusal {@code access_denied} when the token is not good for all of it */
    public void requireGranted(Grants grants) {
        if (!grants.mayUse(new AddressPattern(TAP + wanted()))) {
            throw new Refusal(Code.ACCESS_DENIED, "This tap needs a service token that covers " + TAP + wanted() + ".");
        }
        if (raw && !grants.mayUse(new AddressPattern(RAW + wanted()))) {
            throw new Refusal(Code.ACCESS_DENIED, "Raw data need a service token that covers " + RAW + wanted() + ".");
        }
    }

    private String wanted() {
        return pattern != null ? pattern : "call." + call;
    }

    /** Whether the pattern means the address; never when it is about a call. */
    boolean means(String address) {
        return pattern != null && new AddressPattern(TAP + pattern).matches(TAP + address);
    }

    SignalFilter signals() {
        return pattern == null ? new SignalFilter(false, null, null) : SignalFilter.of(pattern);
    }

    /** {@code {pattern | call, raw}}. */
    ObjectNode json() {
        ObjectNode json = Json.newObject();
        json.put(pattern != null ? "pattern" : "call", pattern != null ? pattern : call);
        return json.put("raw", raw);
    }

    static TapSpec of(ObjectNode json) {
        return new TapSpec(
                json.path("pattern").textValue(),
                json.path("call").textValue(),
                json.path("raw").asBoolean());
    }
}
