package dev.parley.signaling;

import dev.parley.cluster.Reconciliation;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What goes on at one lane, for the feed to be compared with.
 *
 * @param here knows whether a key goes on here, or is another owner's
 */
record FeedKeys(PeopleFeed people, Predicate<String> here, Consumer<String> over) implements Reconciliation.Keys {
    @Override
    public Collection<Integer> partitions() {
        return people.partitions();
    }

    @Override
    public long lastLoadedAt() {
        return people.lastLoadedAt();
    }

    @Override
    public boolean knows(String key) {
        return here.test(key);
    }

    @Override
    public void forgotten(String key) {
        over.accept(key);
    }
}
