package dev.parley.rooms;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.protocol.IceServers;
import dev.parley.protocol.lane.ToGateway.Mark;
import java.util.concurrent.TimeUnit;

/** TURN credentials of members: told at the join, replaced before they expire for as long as the member is there. */
final class IceCredentials {
    /** Renewals are spread over this part of the time between them, so that those who came together are not one burst. */
    private static final int SPREAD = 8;

    private final IceServers servers;
    private final Courier courier;
    private final Clock clock;

    IceCredentials(IceServers servers, Courier courier, Clock clock) {
        this.servers = servers;
        this.courier = courier;
        this.clock = clock;
    }

    /** Fresh ones for a member that is told them now. */
    JsonNode issue(Member member) {
        return issued(member).iceServers();
    }

    private IceServers.Issued issued(Member member) {
        long now = clock.clusterMs();
        member.renewIceAt(now + servers.renewAfterMs() - spread(member));
        return servers.forPeer(member.peerId(), TimeUnit.MILLISECONDS.toSeconds(now));
    }

    /** Replaces what expires soon; whoever is away is told when it is back. */
    void renewIfDue(Room room, Member member) {
        if (!servers.expire() || !member.isFlowing()) {
            return;
        }
        long now = clock.clusterMs();
        if (member.renewIceAt() == 0) {
            member.renewIceAt(now + spread(member));
        } else if (now >= member.renewIceAt()) {
            courier.deliver(
                    room, member, RoomEvents.iceServers(room, issued(member).json()), Mark.NEXT);
        }
    }

    private long spread(Member member) {
        return Math.floorMod(member.peerId().hashCode(), servers.renewAfterMs() / SPREAD);
    }
}
