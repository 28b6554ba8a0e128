package dev.parley.load.compare;

import dev.parley.load.compare.wire.Member;
import dev.parley.load.server.BenchException;
import io.vertx.core.Future;
import java.util.BitSet;
import java.util.List;

/**
 * One room that its members join one after the other. Every joiner must get a roster with the member before it, every
 * member hear of each that joins later; a member that is told twice or of an earlier one is counted once or not at all.
 * Confined to the clients' loop.
 */
final class RoomOfMembers {
    private final String name;
    private final List<Member> members;
    private final BitSet heard = new BitSet();
    private final Runnable oneHeard;
    private int joined;

    /** @param oneHeard is called for each member that hears of a later one */
    RoomOfMembers(String name, List<Member> members, Runnable oneHeard) {
        this.name = name;
        this.members = members;
        this.oneHeard = oneHeard;
    }

    /** How often a member hears of a later one while all of so many join. */
    static int hearings(int members) {
        return members * (members - 1) / 2;
    }

    /** Lets one after the other in until so many are in. */
    Future<Void> fill(int size) {
        return joined >= size ? Future.succeededFuture() : joinNext().compose(v -> fill(size));
    }

    Future<Void> joinNext() {
        int index = joined++;
        Member member = members.get(index);
        return member.join(name, index, later -> hears(index, later)).map(roster -> {
            if (index > 0 && !member.names(roster, index - 1)) {
                throw new BenchException("the roster lacks a member of " + name + ": " + roster);
            }
            return null;
        });
    }

    private void hears(int index, int later) {
        int bit = index * members.size() + later;
        if (later > index && !heard.get(bit)) {
            heard.set(bit);
            oneHeard.run();
        }
    }
}
