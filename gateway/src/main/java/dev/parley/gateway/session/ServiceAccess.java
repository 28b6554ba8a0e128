package dev.parley.gateway.session;

import dev.parley.protocol.Code;
import dev.parley.protocol.Grants;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.lane.Actor;
import dev.parley.protocol.lane.Op;
import java.util.function.IntSupplier;

/** Which requests are for services, and which service may make them: the same for sockets, HTTP, the bus and TCP. */
final class ServiceAccess {
    /** Encodings before do not carry who is a service. */
    private static final int WIRE = 2;

    private final IntSupplier wire;

    /** @param wire the newest encoding that all nodes understand */
    ServiceAccess(IntSupplier wire) {
        this.wire = wire;
    }

    /** @throws Refusal {@code access_denied} when it is not for the caller, or not named by its token */
    void require(Op op, Actor actor, Grants grants) {
        if (!actor.isService()) {
            requirePerson(op);
            return;
        }
        if (!op.isForServices()) {
            throw new Refusal(
                    Code.ACCESS_DENIED, "A service is in no room and has no account. Ask as a person for this.");
        }
        grants.requireAddress(op.address());
        if (op == Op.LIST) {
            grants.requireEverywhere();
        }
        if (wire.getAsInt() < WIRE) {
            throw new Refusal(
                    Code.UNAVAILABLE, "A node of an older version is in the cluster. Try again when all are upgraded.");
        }
    }

    private static void requirePerson(Op op) {
        if (op.isForServicesAlone()) {
            throw new Refusal(Code.ACCESS_DENIED, "This address is for services. Get a token with grants.service.");
        }
    }

    /** @throws Refusal {@code access_denied} when a service would take part in a room */
    static void requirePeer(Actor actor) {
        if (actor.isService()) {
            throw new Refusal(
                    Code.ACCESS_DENIED, "A service joins no room. Open a session without its token for that.");
        }
    }
}
