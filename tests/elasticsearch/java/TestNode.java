import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/**
 * Runs one Elasticsearch node from the published server jars.
 *
 * <p>Arguments: the folder with modules/ and plugins/, and the folder with elasticsearch.yml. With a
 * third, "--while-input", the node stops when its standard input ends, so it never outlives the
 * process that started it, however that one died.
 */
public final class TestNode {
    public static void main(String[] args) throws Exception {
        Node node = new Node(environment(args[0], Path.of(args[1])), plugins(Path.of(args[0])));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node)));
        node.start();
        if (args.length > 2 && args[2].equals("--while-input")) {
            while (System.in.read() != -1) { }
            System.exit(0);
        }
        Thread.currentThread().join();
    }

    private static Environment environment(String programs, Path config) throws Exception {
        Settings settings = Settings.builder().put("path.home", programs).build();
        Environment environment = InternalSettingsPreparer.prepareEnvironment(
            settings, Map.of(), config, () -> "test-node");
        LogConfigurator.setNodeName(Node.NODE_NAME_SETTING.get(environment.settings()));
        LogConfigurator.configure(environment, true);
        return environment;
    }

    private static PluginsLoader plugins(Path programs) {
        return PluginsLoader.createPluginsLoader(
            PluginsLoader.loadModulesBundles(programs.resolve("modules")),
            PluginsLoader.loadPluginsBundles(programs.resolve("plugins")),
            Map.of(), false);
    }

    private static void close(Node node) {
        try {
            node.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
