namespace DeviceCluster.Deployment.Tests.Docker;

/// <summary>The Dockerfiles keep the rules, and each rule can fail.</summary>
public class DockerfileTests
{
    private const string NodeFile = "docker/node.Dockerfile", SimulatorFile = "docker/simulator.Dockerfile";

    /// <summary>The file that is broken, what stands in it, what stands there instead, and the words that must come.</summary>
    public static TheoryData<string, string, string, string> Breaks => new()
    {
        { NodeFile, "debian:12.12-slim\n", "debian:latest\n", "debian:latest has no version" },
        { NodeFile, "debian:12.12-slim\n", "debian\n", "debian has no version" },
        { NodeFile, "docker.io/library/debian:12.12-slim\n", "debian:12.12-slim\n", "names no registry" },
        { NodeFile, "FROM ${SDK_IMAGE}", "FROM mcr.microsoft.com/dotnet/sdk:10.0.401", "cannot be given from outside" },
        { NodeFile, "COPY native ", "ADD https://example.org/native ", "use COPY" },
        { NodeFile, "COPY src src", "COPY sources src", "COPY sources: that is not in the tree" },
        { NodeFile, "COPY src src", "COPY src tests src", "COPY tests: .dockerignore holds it back" },
        { NodeFile, "COPY --from=native", "COPY --from=nativ", "there is no such stage" },
        { NodeFile, "USER 10001:10001", "USER devicecluster", "the user must be 10001:10001" },
        { NodeFile, "USER 10001:10001\n", "", "the user must be 10001:10001" },
        { NodeFile, "chmod a-s", "ls", "setuid files of the base stay" },
        { NodeFile, "STOPSIGNAL SIGTERM", "STOPSIGNAL SIGKILL", "STOPSIGNAL must be SIGTERM" },
        { NodeFile, "ENTRYPOINT [\"/opt/devicecluster/node/DeviceCluster.Node\"]", "ENTRYPOINT /opt/devicecluster/node/DeviceCluster.Node", "ENTRYPOINT must be a list" },
        { NodeFile, "node/DeviceCluster.Node\"]", "node/DeviceCluster.Nod\"]", "no project of the tree makes DeviceCluster.Nod" },
        { NodeFile, "/out/node /opt/devicecluster/node", "/out/node /opt/devicecluster/knot", "is not what a stage publishes" },
        { NodeFile, "DeviceCluster__Node__DataFolder", "DeviceCluster__Node__DataFoldr", "nobody reads DeviceCluster__Node__DataFoldr" },
        { NodeFile, "DOTNET_EnableDiagnostics", "DOTNET_EnableDiagnostic", "nobody reads DOTNET_EnableDiagnostic" },
        { NodeFile, "PBM_SECRET_FILE=/var", "PBM_SECRETS_FILE=/var", "nobody reads PBM_SECRETS_FILE" },
        { NodeFile, "DOTNET_EnableDiagnostics=0", "DeviceCluster__Keys__Media=AAAA", "DeviceCluster__Keys__Media is in the image" },
        { NodeFile, "ARG DEBIAN_IMAGE", "ARG NUGET_TOKEN\nARG DEBIAN_IMAGE", "NUGET_TOKEN stays in the image's history" },
        { NodeFile, "EXPOSE 4053 9180", "EXPOSE 4053 8081", "nothing listens on 8081" },
        { NodeFile, "cmake --preset release", "cmake --preset releas", "there is no preset releas" },
        { NodeFile, "node/libnetsdk_open.so", "node/libnetsdk.so", "the node does not look for /opt/devicecluster/node/libnetsdk.so" },
        { NodeFile, "--no-install-recommends ca-certificates", "ca-certificates", "brings what nobody asked for" },
        { SimulatorFile, "37810/udp", "37810", "nothing listens on 37810" },
    };

    [Theory]
    [InlineData(NodeFile)]
    [InlineData(SimulatorFile)]
    public void A_dockerfile_keeps_every_rule(string file)
    {
        Assert.Empty(DockerRules.Broken(Dockerfile.Read(Repository.Read(file))));
    }

    [Fact]
    public void Every_dockerfile_of_the_tree_is_looked_at()
    {
        Assert.Equal([NodeFile, SimulatorFile], Directory.EnumerateFiles(Repository.PathOf("docker"), "*Dockerfile").Select(f => $"docker/{Path.GetFileName(f)}").Order());
    }

    [Theory]
    [MemberData(nameof(Breaks))]
    public void A_broken_line_is_found(string file, string stands, string instead, string words)
    {
        var text = Repository.Read(file);
        Assert.Contains(stands, text, StringComparison.Ordinal);

        var problems = DockerRules.Broken(Dockerfile.Read(text.Replace(stands, instead, StringComparison.Ordinal)));

        Assert.Contains(problems, problem => problem.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void Lines_that_go_on_are_one_and_comments_among_them_are_none()
    {
        var file = Dockerfile.Read("ARG A=b:1\nFROM ${A} AS x\nRUN one \\\n    # why\n    && two\nFROM ${A}\nENV K=1 \\\n    L=2\n");

        Assert.Equal(["RUN one && two", "ENV K=1 L=2"], file.Instructions.Where(i => i.Name is "RUN" or "ENV").Select(i => $"{i.Name} {i.Text}"));
        Assert.Equal([("K", "1"), ("L", "2")], file.Environment);
        Assert.Equal(["b:1"], file.Bases());
        Assert.Equal("ENV", Assert.Single(file.Final, i => i.Name != "FROM").Name);
    }
}
