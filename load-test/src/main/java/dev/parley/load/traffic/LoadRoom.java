package dev.parley.load.traffic;

import java.util.ArrayList;
import java.util.List;

/** The peers of one room and what every two of them have to say. Confined to their loop. */
final class LoadRoom {
    private final List<Peer> peers;
    private final List<Pair> pairs = new ArrayList<>();
    private final Tally tally;
    private int turn;

    private record Pair(Peer first, Peer second, Conversation conversation) {
        boolean isHere() {
            return first.isHere() && second.isHere();
        }
    }

    LoadRoom(List<Peer> peers, Script script, int payload, long seed, Tally tally) {
        this.peers = peers;
        this.tally = tally;
        for (int i = 0; i < peers.size(); i++) {
            for (int j = i + 1; j < peers.size(); j++) {
                long own = seed * 1_000_003 + i * 1_009L + j;
                pairs.add(new Pair(peers.get(i), peers.get(j), script.between(payload, own)));
            }
        }
    }

    /** Says what comes next. @param settled is run once it is settled @return false when nobody is there to talk */
    boolean say(long dueAt, Runnable settled) {
        for (int tried = 0; tried < pairs.size(); tried++) {
            Pair pair = pairs.get(turn++ % pairs.size());
            if (pair.isHere()) {
                Conversation.Step step = pair.conversation.next();
                Peer from = step.back() ? pair.second : pair.first;
                Peer to = step.back() ? pair.first : pair.second;
                from.send(to, Signals.text(step, dueAt), dueAt, settled);
                return true;
            }
        }
        tally.skipped();
        return false;
    }

    /** Any of its peers. @param number taken modulo their number */
    Peer peer(long number) {
        return peers.get((int) (number % peers.size()));
    }
}
