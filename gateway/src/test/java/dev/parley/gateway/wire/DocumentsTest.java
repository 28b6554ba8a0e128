package dev.parley.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.parley.cluster.NodeDirectory;
import dev.parley.gateway.GatewayConfig;
import dev.parley.gateway.rest.Health;
import dev.parley.gateway.rest.HttpRouter;
import dev.parley.gateway.session.FeedAsks;
import dev.parley.gateway.session.Lane;
import dev.parley.gateway.session.LaneMetrics;
import dev.parley.gateway.session.Tokens;
import dev.parley.gateway.socket.ClientAddresses;
import dev.parley.gateway.socket.Origins;
import dev.parley.gateway.socket.Sockets;
import dev.parley.protocol.Addresses;
import dev.parley.protocol.Code;
import dev.parley.protocol.lane.Op;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The documents that are served name every route, address and code there is, and none that there is not. */
class DocumentsTest extends WireTest {
    private static final String HTTP = "/openapi.yaml";
    private static final String BUS = "/asyncapi.yaml";
    private static final String ALIAS = "/api/rooms";
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    @Test
    void everyRouteIsAnOperationAndEveryOperationARoute() throws IOException {
        Set<String> routes = routes().filter(r -> !r.contains(" " + ALIAS)).collect(sorted());
        assertThat(operations()).isEqualTo(routes).isNotEmpty();
    }

    @Test
    void theAliasOfRoomsHasTheRoutesOfRooms() {
        Set<String> rooms = routes().filter(r -> r.contains(" /api/v1/rooms")).collect(sorted());
        Set<String> alias = routes().filter(r -> r.contains(" " + ALIAS))
                .map(r -> r.replace(ALIAS, "/api/v1/rooms"))
                .collect(sorted());
        assertThat(alias).isEqualTo(rooms).isNotEmpty();
    }

    @Test
    void everyAddressOfTheBusIsAChannelAndEveryChannelAnAddress() throws IOException {
        Set<String> addresses = new TreeSet<>(Op.addresses());
        addresses.add(Addresses.SESSION_OPEN);
        addresses.add(Addresses.signal("{roomId}", "{peerId}"));
        addresses.add(Addresses.roomEvents("{roomId}"));
        addresses.add(Addresses.inbox("{username}"));
        addresses.add(Addresses.TAP);
        addresses.add(Addresses.CALL_TRACE);
        addresses.add(FeedAsks.READ);
        addresses.add("events.{feed}");
        Set<String> channels = elements(document(BUS).path("channels"))
                .map(channel -> channel.path("address"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .collect(sorted());
        assertThat(channels).isEqualTo(addresses);
    }

    @Test
    void everyRequestOfTheBusHasAnOperationWithAReply() throws IOException {
        JsonNode document = document(BUS);
        Set<String> answered = elements(document.path("operations"))
                .filter(operation -> operation.path("action").asText().equals("receive"))
                .filter(operation -> operation.at("/reply/messages").size() == 2)
                .map(operation -> operation.at("/channel/$ref").asText().replace("#", ""))
                .map(pointer -> document.at(pointer).path("address").asText())
                .collect(sorted());
        assertThat(answered).containsAll(Op.addresses()).contains(Addresses.SESSION_OPEN);
    }

    /** {@code not_found} is the one code that only HTTP has: that there is no such path. */
    @Test
    void everyCodeIsNamed() throws IOException {
        Set<String> codes = Arrays.stream(Code.values()).map(Code::wire).collect(sorted());
        codes.add("not_found");
        assertThat(elements(document(HTTP).at("/components/schemas/Code/enum"))
                        .map(JsonNode::textValue)
                        .collect(sorted()))
                .isEqualTo(codes);
    }

    /** A reference into the other document begins with its name. */
    @Test
    void everyReferenceLeadsSomewhereAndEveryComponentIsUsed() throws IOException {
        Set<String> references = new TreeSet<>();
        for (String path : List.of(HTTP, BUS)) {
            document(path).findValuesAsText("$ref").stream()
                    .map(reference -> reference.startsWith("#") ? path + reference : "/" + reference)
                    .forEach(references::add);
        }
        for (String reference : references) {
            String[] parts = reference.split("#");
            assertThat(document(parts[0]).at(parts[1]).isMissingNode())
                    .as(reference)
                    .isFalse();
        }
        for (String path : List.of(HTTP, BUS)) {
            document(path).path("components").properties().stream()
                    .filter(kind -> !kind.getKey().equals("securitySchemes"))
                    .flatMap(kind -> kind.getValue().properties().stream()
                            .map(one -> path + "#/components/" + kind.getKey() + "/" + one.getKey()))
                    .forEach(component -> assertThat(references).contains(component));
        }
    }

    private static JsonNode document(String path) throws IOException {
        RawHttp.Response response = RawHttp.get(server.port, path);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("Content-Type")).isEqualTo("application/yaml");
        assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo("*");
        return new YAMLMapper().readTree(response.body());
    }

    private static Set<String> operations() throws IOException {
        return document(HTTP).path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .map(operation ->
                                operation.getKey() + " " + path.getKey().replaceAll("\\{\\w+}", "{}")))
                .collect(sorted());
    }

    /** Routes with a method and a path of their own: not what stands in front of them, not sockets, not pages. */
    private static Stream<String> routes() {
        Vertx vertx = Vertx.vertx();
        Router router = router(vertx);
        vertx.close();
        return routes(router, "").filter(route -> !route.contains(" " + Sockets.PATH) && !route.endsWith(" /assets"));
    }

    private static Stream<String> routes(Router router, String prefix) {
        return router.getRoutes().stream()
                .filter(route -> route.getPath() != null)
                .flatMap(route -> routes(route, prefix + route.getPath()));
    }

    private static Stream<String> routes(Route route, String path) {
        if (route.getSubRouter() != null) {
            return routes(route.getSubRouter(), path.replaceAll("[*/]+$", ""));
        }
        Set<HttpMethod> methods = route.methods() == null ? Set.of() : route.methods();
        String template = path.replaceAll(":\\w+", "{}").replaceAll("/$", "");
        return methods.stream().map(method -> method.name().toLowerCase(Locale.ROOT) + " " + template);
    }

    private static Router router(Vertx vertx) {
        GatewayConfig config = GatewayServer.config(0, new GatewayServer.Changes());
        Tokens tokens = new Tokens(null, GatewayServer.SECRET);
        NodeDirectory nodes = new NodeDirectory(null, () -> 0, "n1", "http://127.0.0.1");
        Lane lane = new Lane(
                null,
                null,
                nodes,
                tokens,
                config,
                1,
                "n1",
                () -> 0,
                (ms, work) -> {},
                Lane.View.of(new LaneMetrics(new SimpleMeterRegistry(), 0)),
                null);
        Health health = new Health(() -> Future.succeededFuture(null), () -> "");
        return new HttpRouter(new Origins(List.of(), o -> false), new ClientAddresses(List.of()), config)
                .create(vertx, ctx -> {}, lane, tokens, nodes, health);
    }

    private static Stream<JsonNode> elements(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }

    private static Collector<String, ?, Set<String>> sorted() {
        return Collectors.toCollection(TreeSet::new);
    }
}
