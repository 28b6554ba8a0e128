package dev.parley.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BlocksTest {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @Test
    void aBlockWorksInOneDirectionAndMayBeRepeated() throws Exception {
        DB.people("ann", "bob", "cat");
        Blocks blocks = new Blocks(DB.database());

        Await.await(blocks.block("acc_ann", "acc_bob"));
        Await.await(blocks.block("acc_ann", "acc_bob"));
        Await.await(blocks.block("acc_ann", "acc_cat"));

        assertThat(Await.await(blocks.isBlocked("acc_ann", "acc_bob"))).isTrue();
        assertThat(Await.await(blocks.isBlocked("acc_bob", "acc_ann"))).isFalse();
        assertThat(Await.await(blocks.of("acc_ann"))).containsExactlyInAnyOrder("acc_bob", "acc_cat");

        Await.await(blocks.unblock("acc_ann", "acc_bob"));
        Await.await(blocks.unblock("acc_ann", "acc_bob"));
        assertThat(Await.await(blocks.of("acc_ann"))).containsExactly("acc_cat");
    }
}
