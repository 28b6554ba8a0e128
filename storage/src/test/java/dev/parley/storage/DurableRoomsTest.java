package dev.parley.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DurableRoomsTest {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static DurableRooms rooms;

    @BeforeAll
    static void open() throws Exception {
        DB.people("ann", "ben");
        rooms = new DurableRooms(DB.database());
    }

    @Test
    void aRoomIsFoundWithItsNewestRules() throws Exception {
        String rules = "{\"name\":\"Tea \\\"&\\\" talk — 茶\",\"bans\":[\"user:u_x\"],\"maxPeers\":7}";
        Await.await(rooms.save("tea", "acc_ann", "{\"name\":\"old\"}"));
        Await.await(rooms.save("tea", "acc_ann", rules));

        DurableRoom found = Await.await(rooms.find("tea"));
        assertThat(found.ownerId()).isEqualTo("acc_ann");
        assertThat(Json.object(Slice.utf8(found.rules()))).isEqualTo(Json.object(Slice.utf8(rules)));
        assertThat(Await.await(rooms.ownedBy("acc_ann"))).contains(found);
    }

    @Test
    void nobodyCreatesARoomOverSomebodyElses() throws Exception {
        assertThat(Await.await(rooms.create("mine", "acc_ann", "{\"name\":\"first\"}")))
                .isTrue();
        assertThat(Await.await(rooms.create("mine", "acc_ben", "{}"))).isFalse();
        assertThat(Await.await(rooms.find("mine")).ownerId()).isEqualTo("acc_ann");
        Await.await(rooms.delete("mine"));
        assertThat(Await.await(rooms.create("mine", "acc_ben", "{}"))).isTrue();
    }

    @Test
    void aDeletedRoomIsGoneUntilItIsMadeAgain() throws Exception {
        Await.await(rooms.save("gone", null, "{\"name\":\"secret\"}"));

        assertThat(Await.await(rooms.delete("gone"))).isTrue();
        assertThat(Await.await(rooms.delete("gone"))).isFalse();
        assertThat(Await.await(rooms.find("gone"))).isNull();
        assertThat(Await.await(rooms.customIds("", 1000))).doesNotContain("gone");

        Await.await(rooms.save("gone", null, "{}"));
        assertThat(Await.await(rooms.find("gone")).rules()).isEqualTo("{}");
    }

    @Test
    void onlyIdsThatSomebodyChoseAreListedPageByPage() throws Exception {
        for (String id : new String[] {"z-3", "r_generated", "z-1", "z-2"}) {
            Await.await(rooms.save(id, null, "{}"));
        }

        assertThat(Await.await(rooms.customIds("z", 2))).containsExactly("z-1", "z-2");
        assertThat(Await.await(rooms.customIds("z-2", 2))).containsExactly("z-3");
        assertThat(Await.await(rooms.customIds("", 1000))).doesNotContain("r_generated");
    }
}
