package dev.parley.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Code;
import dev.parley.protocol.Refusal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UsersTest {
    private static final long BORN = 1_700_000_000_123L;

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private Users users;

    @BeforeEach
    void open() {
        users = new Users(DB.database());
    }

    @Test
    void anAccountIsFoundAsItWasMade() throws Exception {
        User ann = user("ann");
        Await.await(users.create(ann));

        assertThat(Await.await(users.byName("ann"))).isEqualTo(ann);
        assertThat(Await.await(users.byName("nobody"))).isNull();
        assertThat(Await.await(users.byIds(Set.of("acc_ann", "acc_nobody")))).containsOnlyKeys("acc_ann");
        assertThat(ann.toString()).doesNotContain("hash");
    }

    @Test
    void aNameBelongsToTheFirst() throws Exception {
        Await.await(users.create(user("bob")));

        assertThat(Await.failure(users.create(new User("acc_other", "bob", "B", "x", BORN, BORN))))
                .isInstanceOfSatisfying(
                        Refusal.class, refused -> assertThat(refused.code()).isEqualTo(Code.NAME_TAKEN));
    }

    @Test
    void theMomentFromWhichTokensCountOnlyMovesForward() throws Exception {
        Await.await(users.create(user("cat")));

        assertThat(Await.await(users.setPassword("acc_cat", "new", BORN + 10))).isTrue();
        assertThat(Await.await(users.setTokensFrom("acc_cat", BORN + 5))).isTrue();
        assertThat(Await.await(users.setTokensFrom("acc_nobody", BORN))).isFalse();

        User cat = Await.await(users.byName("cat"));
        assertThat(cat.passwordHash()).isEqualTo("new");
        assertThat(cat.tokensFromMs()).isEqualTo(BORN + 10);
    }

    @Test
    void aDeletedAccountLeavesNoNameBehind() throws Exception {
        DB.people("dan", "eve");
        Blocks blocks = new Blocks(DB.database());
        Await.await(blocks.block("acc_dan", "acc_eve"));
        Await.await(blocks.block("acc_eve", "acc_dan"));
        Participations stays = new Participations(DB.database());
        Await.await(stays.save(List.of(new Participation("room", "p_1", "acc_dan", "Dan the man", BORN, 0, null))));

        assertThat(Await.await(users.delete("acc_dan"))).isTrue();
        assertThat(Await.await(users.delete("acc_dan"))).isFalse();

        assertThat(Await.await(users.byName("dan"))).isNull();
        assertThat(Await.await(users.byName("deleted-u_dan"))).isNull();
        assertThat(Await.await(users.byIds(Set.of("acc_dan")))).isEmpty();
        assertThat(Await.await(users.setPassword("acc_dan", "x", BORN))).isFalse();
        assertThat(Await.await(blocks.of("acc_eve"))).isEmpty();
        assertThat(Await.await(blocks.isBlocked("acc_dan", "acc_eve"))).isFalse();
        assertThat(Await.await(stays.of("room", 1))).singleElement().returns("", Participation::displayName);
        Await.await(users.create(new User("acc_dan2", "dan", "Dan", "hash", BORN, BORN)));
    }

    private static User user(String name) {
        return new User("acc_" + name, name, "Name of " + name, "hash of " + name, BORN, BORN);
    }
}
