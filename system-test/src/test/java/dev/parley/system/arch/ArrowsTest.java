package dev.parley.system.arch;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/** Dependencies point down only, and the verticle modules do not know each other. */
@AnalyzeClasses(packages = "dev.parley", importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {
    private static final String PROTOCOL = "dev.parley.protocol..";
    private static final String CLUSTER = "dev.parley.cluster..";
    private static final String WATCH = "dev.parley.watch..";
    private static final String STORAGE = "dev.parley.storage..";
    private static final String ROOMS = "dev.parley.rooms..";
    private static final String SIGNALING = "dev.parley.signaling..";
    private static final String GATEWAY = "dev.parley.gateway..";
    private static final String FEED = "dev.parley.feed..";
    private static final String NODE = "dev.parley.node..";
    private static final String CLI = "dev.parley.cli..";
    private static final String CLIENT = "dev.parley.client..";

    private static final DescribedPredicate<JavaClass> OURS = JavaClass.Predicates.resideInAPackage("dev.parley..");

    @ArchTest
    static final ArchRule ARROWS_POINT_DOWN = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("dev.parley..")
            .layer("cli")
            .definedBy(CLI)
            .layer("node")
            .definedBy(NODE)
            .layer("gateway")
            .definedBy(GATEWAY)
            .layer("rooms")
            .definedBy(ROOMS)
            .optionalLayer("signaling")
            .definedBy(SIGNALING)
            .layer("watch")
            .definedBy(WATCH)
            .layer("feed")
            .definedBy(FEED)
            .layer("cluster")
            .definedBy(CLUSTER)
            .layer("storage")
            .definedBy(STORAGE)
            .layer("protocol")
            .definedBy(PROTOCOL)
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("node")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("gateway")
            .mayOnlyBeAccessedByLayers("node")
            .whereLayer("rooms")
            .mayOnlyBeAccessedByLayers("node")
            .whereLayer("signaling")
            .mayOnlyBeAccessedByLayers("node")
            .whereLayer("watch")
            .mayOnlyBeAccessedByLayers("node", "gateway", "rooms", "signaling")
            .whereLayer("feed")
            .mayOnlyBeAccessedByLayers("node")
            .whereLayer("cluster")
            .mayOnlyBeAccessedByLayers("node", "watch", "gateway", "rooms", "signaling", "feed")
            .whereLayer("storage")
            .mayOnlyBeAccessedByLayers("node", "rooms", "signaling", "feed");

    @ArchTest
    static final ArchRule THE_SHARED_WORDS_KNOW_NOBODY = noClasses()
            .that()
            .resideInAPackage(PROTOCOL)
            .should()
            .dependOnClassesThat(OURS.and(DescribedPredicate.not(resideInAnyPackage(PROTOCOL))));

    @ArchTest
    static final ArchRule THE_CLIENT_KNOWS_ONLY_THE_SHARED_WORDS = noClasses()
            .that()
            .resideInAPackage(CLIENT)
            .should()
            .dependOnClassesThat(OURS.and(DescribedPredicate.not(resideInAnyPackage(CLIENT, PROTOCOL))));

    @ArchTest
    static final ArchRule VERTICLE_MODULES_DO_NOT_KNOW_EACH_OTHER = SlicesRuleDefinition.slices()
            .matching("dev.parley.(rooms|signaling|gateway|feed)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule MODULES_HAVE_NO_CYCLES =
            SlicesRuleDefinition.slices().matching("dev.parley.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule HAZELCAST_IS_ONLY_FOR_CLUSTER_AND_NODE = noClasses()
            .that()
            .resideOutsideOfPackages(CLUSTER, NODE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.hazelcast..");

    @ArchTest
    static final ArchRule ONE_LOG = noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..");

    @ArchTest
    static final ArchRule ONLY_COMMANDS_PRINT = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.parley.node.Parley")
            .and()
            .doNotHaveFullyQualifiedName("dev.parley.storage.EmbeddedDatabaseProcess")
            .and()
            .doNotHaveFullyQualifiedName("dev.parley.chaos.traffic.IdleClients")
            .should()
            .accessTargetWhere(target(owner(name("java.lang.System")))
                    .and(target(name("out")).or(target(name("err")))));

    @ArchTest
    static final ArchRule NO_SYNCHRONIZED_METHODS =
            noMethods().that().areDeclaredInClassesThat(OURS).should().haveModifier(JavaModifier.SYNCHRONIZED);

    /** Configuration is bound to records; and what a socket costs is decision 7. */
    @ArchTest
    static final ArchRule NO_REFLECTION_OF_OUR_OWN = noClasses()
            .that()
            .resideOutsideOfPackage("dev.parley.node.config..")
            .and()
            .doNotHaveFullyQualifiedName("dev.parley.gateway.socket.HandshakeRemains")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.lang.reflect..");

    @ArchTest
    static final ArchRule NOTHING_SLEEPS = noClasses().should().callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_THINGS_ARE = classes()
            .that()
            .areTopLevelClasses()
            .should()
            .haveSimpleNameNotEndingWith("Manager")
            .andShould()
            .haveSimpleNameNotEndingWith("Helper")
            .andShould()
            .haveSimpleNameNotEndingWith("Util")
            .andShould()
            .haveSimpleNameNotEndingWith("Utils")
            .andShould()
            .haveSimpleNameNotEndingWith("Impl");
}
