package dev.parley.rooms;

import dev.parley.cluster.MergePolicy;
import dev.parley.protocol.Json;
import java.util.HashSet;
import java.util.Set;

/** A room stays as the larger half had it, with the bans of both, locked if either had locked it, and guarded since the later of both times. */
public final class StricterRules extends MergePolicy {
    @Override
    protected byte[] merged(byte[] larger, byte[] smaller) {
        return Json.bytes(union(Json.read(larger, RoomRules.class), Json.read(smaller, RoomRules.class)));
    }

    static RoomRules union(RoomRules larger, RoomRules smaller) {
        RoomRules rules = larger.withLocked(larger.locked() || smaller.locked())
                .withGuardedSince(Math.max(larger.guardedSince(), smaller.guardedSince()));
        Set<String> bans = new HashSet<>(smaller.bans());
        bans.removeAll(larger.bans());
        for (String ban : bans) {
            rules = rules.withBan(ban);
        }
        return rules;
    }
}
