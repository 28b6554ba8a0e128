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

        Await.await(blocks.block("u_ann", "u_bob"));
        Await.await(blocks.block("u_ann", "u_bob"));
        Await.await(blocks.block("u_ann", "u_cat"));

        assertThat(Await.await(blocks.isBlocked("u_ann", "u_bob"))).isTrue();
        assertThat(Await.await(blocks.isBlocked("u_bob", "u_ann"))).isFalse();
        assertThat(Await.await(blocks.of("u_ann"))).containsExactlyInAnyOrder("u_bob", "u_cat");

        Await.await(blocks.unblock("u_ann", "u_bob"));
        Await.await(blocks.unblock("u_ann", "u_bob"));
        assertThat(Await.await(blocks.of("u_ann"))).containsExactly("u_cat");
    }
}
