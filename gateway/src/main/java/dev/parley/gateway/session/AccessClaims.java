package dev.parley.gateway.session;

import dev.parley.gateway.token.AccessTokens.Verified;
import dev.parley.protocol.AddressPattern;
import dev.parley.protocol.Code;
import dev.parley.protocol.Grants;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Limits;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.UserRef;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The claims of access tokens: whom they speak of, and what that one may do. */
final class AccessClaims {
    /** OpenID Connect Core, section 2: a subject has at most 255 characters. */
    private static final int SUBJECT_MAX = 255;

    private static final int USERNAME_MAX = 64;

    private AccessClaims() {}

    /** @throws Refusal {@code token_invalid} when a claim is missing or not what it should be */
    static Tokens.Access read(Verified verified) {
        JsonObject claims = verified.claims();
        String username = claims.containsKey("username")
                ? text(claims, "username", USERNAME_MAX)
                : text(claims, "preferred_username", USERNAME_MAX);
        String name = claims.containsKey("name") ? text(claims, "name", Integer.MAX_VALUE) : username;
        return new Tokens.Access(
                user(text(claims, "sub", SUBJECT_MAX), username, verified.realm(), claims.containsKey("from")),
                name.length() > Limits.DISPLAY_NAME ? name.substring(0, Limits.DISPLAY_NAME) : name,
                claims.getValue("from") instanceof Number from ? from.longValue() : 0,
                ((Number) claims.getValue("exp")).longValue(),
                grants(claims, verified.realm()));
    }

    /**
     * Ids of accounts are only in tokens that this server made for them: those name the account's last log-out. Another
     * issuer's users have a name space of their own; no user of ours has an "@" in its name.
     */
    private static UserRef user(String id, String username, String realm, boolean account) {
        if (realm == null && !account && id.startsWith(UserRef.ACCOUNT)) {
            throw invalid();
        }
        return realm == null ? new UserRef(id, username) : new UserRef(id + '@' + realm, username + '@' + realm);
    }

    private static String text(JsonObject claims, String name, int max) {
        if (claims.getValue(name) instanceof String text
                && !text.isBlank()
                && text.length() <= max
                && text.chars().noneMatch(Character::isISOControl)) {
            return text;
        }
        throw invalid();
    }

    /** Without grants a user's; what {@code grants} leaves out is as for a user, but a token for one room creates none. */
    private static Grants grants(JsonObject claims, String realm) {
        if (!claims.containsKey("grants")) {
            return Grants.USER;
        }
        if (!(claims.getValue("grants") instanceof JsonObject told)) {
            throw invalid();
        }
        String room = told.getValue("room") == null ? null : text(told, "room", Ids.ROOM_ID_MAX);
        if (room != null && !Ids.isRoomId(room)) {
            throw invalid();
        }
        return new Grants(
                room,
                flag(told, "join", true),
                flag(told, "create", room == null),
                flag(told, "moderate", false),
                isService(told) && realm == null,
                addresses(told.getValue("service")));
    }

    private static boolean isService(JsonObject grants) {
        return grants.getValue("service") instanceof JsonArray || flag(grants, "service", false);
    }

    /** A service's token names its addresses, or just {@code true} for all public ones. */
    private static List<AddressPattern> addresses(Object service) {
        if (!(service instanceof JsonArray patterns)) {
            return Boolean.TRUE.equals(service) ? Grants.PUBLIC : List.of();
        }
        boolean formed = patterns.size() <= Grants.ADDRESSES_MAX
                && patterns.stream().allMatch(p -> p instanceof String text && AddressPattern.isPattern(text));
        if (!formed) {
            throw invalid();
        }
        return patterns.stream().map(p -> new AddressPattern((String) p)).toList();
    }

    private static boolean flag(JsonObject grants, String name, boolean otherwise) {
        Object value = grants.getValue(name);
        if (value != null && !(value instanceof Boolean)) {
            throw invalid();
        }
        return value == null ? otherwise : (Boolean) value;
    }

    static JsonObject json(Grants grants) {
        JsonObject json = new JsonObject();
        if (grants.room() != null) {
            json.put("room", grants.room());
        }
        return json.put("join", grants.join())
                .put("create", grants.create())
                .put("moderate", grants.moderate())
                .put("service", service(grants));
    }

    private static Object service(Grants grants) {
        return !grants.service() || grants.addresses().equals(Grants.PUBLIC)
                ? grants.service()
                : new JsonArray(
                        grants.addresses().stream().map(AddressPattern::text).toList());
    }

    private static Refusal invalid() {
        return new Refusal(Code.TOKEN_INVALID, "The token is invalid or has expired. Get a new one.");
    }
}
