using DeviceCluster.Deployment.Tests.Rendering;
using DeviceCluster.Deployment.Tests.Rules;
using static DeviceCluster.Deployment.Tests.RuleBookTests;

namespace DeviceCluster.Deployment.Tests;

/// <summary>Each rule can fail: one place of the real manifests is broken, and the rule says what is wrong.</summary>
public class BrokenManifestTests
{
    /// <summary>Rule, the set that is broken, what stands in it, what stands there instead, and the words that must come.</summary>
    public static TheoryData<string, string, string, string, string> Breaks => new()
    {
        { "pods are restricted", Base, "runAsNonRoot: true", "runAsNonRoot: false", "runAsNonRoot must be true" },
        { "pods are restricted", Base, "runAsUser: 10001", "runAsUser: 0", "user, group and fsGroup must be 10001" },
        { "pods are restricted", Base, "fsGroup: 10001", "fsGroup: 0", "user, group and fsGroup must be 10001" },
        { "pods are restricted", Base, "type: RuntimeDefault", "type: Unconfined", "seccompProfile must be RuntimeDefault" },
        { "pods are restricted", Base, "allowPrivilegeEscalation: false", "allowPrivilegeEscalation: true", "allowPrivilegeEscalation must be false" },
        { "pods are restricted", Base, "readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false", "readOnlyRootFilesystem must be true" },
        { "pods are restricted", Base, "readOnlyRootFilesystem: true", "readOnlyRootFilesystem: true\n          privileged: true", "is privileged" },
        { "pods are restricted", Base, "readOnlyRootFilesystem: true", "readOnlyRootFilesystem: true\n          runAsUser: 0", "another user than its pod" },
        { "pods are restricted", Base, "drop:\n            - ALL", "drop:\n            - NET_RAW", "all capabilities must be dropped" },
        { "pods are restricted", Base, "drop:\n            - ALL", "drop:\n            - ALL\n            add:\n            - NET_ADMIN", "adds capabilities" },
        { "pods are restricted", Base, "enableServiceLinks: false", "hostNetwork: true", "shares a namespace of its host" },
        { "pods are restricted", Base, "enableServiceLinks: false", "", "enableServiceLinks must be false" },
        { "pods are restricted", Base, "      automountServiceAccountToken: false\n", "", "automountServiceAccountToken must be false" },
        { "pods are restricted", Base, "emptyDir:\n          sizeLimit: 64Mi", "hostPath:\n          path: /tmp", "the volume tmp is of a kind that is not allowed" },
        { "pods are restricted", Base, "containerPort: 9180", "containerPort: 9180\n          hostPort: 9180", "takes port 9180 of its host" },
        { "pods are restricted", Base, "          limits:\n            memory: 2Gi\n", "", "be limited in memory" },
        { "pods are restricted", Base, "memory: 2Gi", "memory: 2Gi\n            cpu: \"1\"", "is limited in processor" },
        { "pods are restricted", Recorders, "runAsUser: 10001", "runAsUser: 1000", "recorder: user, group and fsGroup must be 10001" },

        { "ports are listened on", Base, "containerPort: 4053", "containerPort: 4054", "nothing listens on 4054/TCP" },
        { "ports are listened on", Base, "containerPort: 9180\n          name: http", "containerPort: 9110\n          name: http", "nothing listens on 9110/TCP beyond loopback" },
        { "ports are listened on", Base, "Http__Listen: 0.0.0.0:9180", "Http__Listen: 127.0.0.1:9180", "nothing listens on 9180/TCP beyond loopback" },
        { "ports are listened on", Base, "targetPort: http", "targetPort: web", "leads to a port web that devicecluster does not have" },
        { "ports are listened on", Base, "port: 4053\n    targetPort: cluster", "port: 4054\n    targetPort: cluster", "says 4054, but what answers at the pod is 4053" },
        { "ports are listened on", Recorders, "containerPort: 37777", "containerPort: 37778", "recorder: nothing listens on 37778/TCP" },

        { "probes ask what there is", Base, "path: /health/live", "path: /healthz", "/healthz, which the node does not have" },
        { "probes ask what there is", Base, "path: /health/live", "path: /health/ready", "a database that is away would end every node" },
        { "probes ask what there is", Base, "path: /health/ready", "path: /health/live", "a node that can do nothing yet would get orders" },
        { "probes ask what there is", Base, "port: http\n          periodSeconds: 5", "port: 80\n          periodSeconds: 5", "asks at 80, which the container does not have" },
        { "probes ask what there is", Base, "        startupProbe:\n          failureThreshold: 60\n          httpGet:\n            path: /health/live\n            port: http\n          periodSeconds: 2\n          timeoutSeconds: 2\n", "", "has a startup, a liveness and a readiness probe" },

        { "settings exist", Base, "Cluster__Port", "Cluster__Prt", "DeviceCluster__Cluster__Prt is no setting of the node" },
        { "settings exist", Base, "LogFormat: Json", "LogFormat: Xml", "DeviceCluster:Node:LogFormat is 'Xml'" },
        { "settings exist", Base, "name: PBM_SECRET_FILE", "name: PBM_SECRETFILE", "nobody reads PBM_SECRETFILE" },
        { "settings exist", Base, "name: POD_NAMESPACE\n", "name: POD_INDEX\n", "names $(POD_NAMESPACE), which does not stand before it" },
        { "settings exist", Base, "        - configMapRef:\n            name: devicecluster-cluster-", "        - configMapRef:\n            name: devicecluster-other-", "which is not here" },
        { "settings exist", Base, "        - configMapRef:\n            name: devicecluster-cluster-", "        - configMapRef:\n            name: devicecluster-other-", "nobody reads the ConfigMap devicecluster-cluster-" },

        { "arguments exist", Base, "- migrate\n", "- migrat\n", "the node does not know 'migrat'" },
        { "arguments exist", Recorders, "--devices=1", "--device=1", "the simulator does not start" },
        { "arguments exist", Recorders, "--channels=4", "--channels=1000", "the simulator does not start" },
        { "arguments exist", Base, "- args:", "- command: [/bin/sh]\n        args:", "starts something else than the image's program" },

        { "secrets are elsewhere", Base, "LogFormat: Json", "LogFormat: Json\n  DeviceCluster__Keys__Envelope: AAAA", "holds DeviceCluster__Keys__Envelope" },
        { "secrets are elsewhere", Base, "value: /run/secrets/devicecluster/Pbm__Secret", "value: hunter2", "PBM_SECRET_FILE is written out" },
        { "secrets are elsewhere", Recorders, "--channels=4", "--password=hunter2", "the argument --password is for a secret" },
        { "secrets are elsewhere", Base, "automountServiceAccountToken: false\nkind: ServiceAccount", "kind: Secret", "the Secret devicecluster is in the manifests" },

        { "mounts are where settings look", Base, "DataFolder: /var/lib/devicecluster/node", "DataFolder: /data", "must be a folder inside of a writable volume" },
        { "mounts are where settings look", Base, "DataFolder: /var/lib/devicecluster/node", "DataFolder: /var/lib/devicecluster", "must be a folder inside of a writable volume" },
        { "mounts are where settings look", Base, "SecretsFolder: /run/secrets/devicecluster", "SecretsFolder: /run/secrets/other", "where no Secret is mounted read-only" },
        { "mounts are where settings look", Base, "/run/secrets/devicecluster-tls/ca.crt", "/etc/ca.crt", "where no Secret is mounted read-only" },
        { "mounts are where settings look", Base, "mountPath: /tmp", "mountPath: /temp", "has no writable /tmp" },
        { "mounts are where settings look", Base, "defaultMode: 288", "defaultMode: 292", "must have the mode 0440" },
        { "mounts are where settings look", Base, "- mountPath: /run/secrets/devicecluster-tls\n          name: tls", "- mountPath: /run/secrets/devicecluster-tls\n          name: tsl", "mounts tsl, which is no volume of the pod" },
        { "mounts are where settings look", Base, "- emptyDir:\n          sizeLimit: 64Mi", "- emptyDir: {}", "has no bound" },

        { "images are pinned", Base, "devicecluster-node:0.1.0", "devicecluster-node:latest", "has no version" },
        { "images are pinned", Base, "devicecluster-node:0.1.0", "devicecluster-node", "has no version" },
        { "images are pinned", Base, "devicecluster-node:0.1.0", "devicecluster-node:0.0.9", "is not of version" },
        { "images are pinned", Base, "registry.example/", "", "names no registry" },
        { "images are pinned", Base, "imagePullPolicy: IfNotPresent", "imagePullPolicy: Always", "imagePullPolicy must be IfNotPresent" },

        { "selectors select", Base, "    app.kubernetes.io/name: devicecluster\n  type: ClusterIP", "    app.kubernetes.io/name: other\n  type: ClusterIP", "the service devicecluster selects no pod" },
        { "selectors select", Base, "      app.kubernetes.io/name: devicecluster\n  unhealthyPod", "      app.kubernetes.io/name: other\n  unhealthyPod", "the disruption budget devicecluster selects no pod" },
        { "selectors select", Base, "      app.kubernetes.io/name: devicecluster\n  serviceName", "      app.kubernetes.io/name: other\n  serviceName", "must select its own pods" },
        { "selectors select", Base, "serviceName: devicecluster-nodes", "serviceName: devicecluster", "is no headless service" },
        { "selectors select", Base, "            app.kubernetes.io/name: devicecluster\n        maxSkew", "            app.kubernetes.io/name: other\n        maxSkew", "is spread by pods that are not its own" },
        { "selectors select", Base, "      app.kubernetes.io/name: devicecluster\n  policyTypes:\n  - Ingress\n  - Egress", "      app.kubernetes.io/name: other\n  policyTypes:\n  - Ingress\n  - Egress", "selects no pod" },

        { "the cluster is one", Base, "replicas: 3", "replicas: 5", "Cluster:Size is 3, but there are 5 replicas" },
        { "the cluster is one", Base, "podManagementPolicy: Parallel", "podManagementPolicy: OrderedReady", "podManagementPolicy must be Parallel" },
        { "the cluster is one", Base, "Cluster__Service: devicecluster-nodes", "Cluster__Service: devicecluster", "the nodes would join by" },
        { "the cluster is one", Base, "Cluster__StatefulSet: devicecluster", "Cluster__StatefulSet: farm", "the nodes would join by farm-0" },
        { "the cluster is one", Base, "publishNotReadyAddresses: true", "publishNotReadyAddresses: false", "must publish pods that are not ready" },
        { "the cluster is one", Base, "value: http://$(POD_NAME).devicecluster-nodes:9180", "value: http://devicecluster:9180", "Http:NodeUrl is http://devicecluster:9180" },
        { "the cluster is one", Base, "  DeviceCluster__Cluster__Authority: /run/secrets/devicecluster-tls/ca.crt\n", "", "beyond loopback without Cluster:Authority" },
        { "the cluster is one", Base, "Cluster__HostName: 0.0.0.0", "Cluster__HostName: 127.0.0.1", "listen on loopback" },
        { "the cluster is one", Base, "maxUnavailable: 1", "maxUnavailable: 2", "must keep all nodes but one" },
        { "the cluster is one", Base, "unhealthyPodEvictionPolicy: IfHealthyBudget", "unhealthyPodEvictionPolicy: AlwaysAllow", "must not be evicted all at once" },

        { "traffic is named", Base, "port: 5432", "port: 5433", "goes out to 5433/TCP, which nothing needs" },
        { "traffic is named", Base, "port: 5432", "port: 5433", "nothing goes out to 5432/TCP, which it needs" },
        { "traffic is named", Base, "    - port: 4053\n      protocol: TCP\n    - port: 9180\n      protocol: TCP\n    to:", "    - port: 9180\n      protocol: TCP\n    to:", "nothing goes out to 4053/TCP" },
        { "traffic is named", Base, "  - ports:\n    - port: 5432\n      protocol: TCP", "  - {}", "a policy opens every port" },
        { "traffic is named", Recorders, "  - Ingress\n  - Egress", "  - Ingress", "no policy closes it: Egress" },

        { "the namespace is one", Example, "  name: devicecluster-names\n  namespace: devicecluster\n", "  name: devicecluster-names\n", "others in" },
        { "the namespace is one", Example, "kind: Namespace\nmetadata:\n  labels:\n    pod-security.kubernetes.io/enforce: restricted", "kind: Namespace\nmetadata:\n  labels:\n    pod-security.kubernetes.io/enforce: baseline", "does not enforce restricted pods" },
        { "the namespace is one", Recorders, "  namespace: devicecluster-try\n", "  namespace: default\n", "nothing is in the namespace devicecluster-try" },
        { "the namespace is one", Base, "serviceAccountName: devicecluster", "serviceAccountName: default", "its account default is not made here" },
        { "the namespace is one", Base, "  name: devicecluster-names\n", "  name: devicecluster-members\n", "NetworkPolicy devicecluster-members is there twice" },

        { "a stop is waited for", Base, "terminationGracePeriodSeconds: 75", "terminationGracePeriodSeconds: 60", "is killed after 60 s, but gives itself 70 s" },
        { "a stop is waited for", Base, "      terminationGracePeriodSeconds: 75\n", "", "is killed after 30 s" },
        { "a stop is waited for", Base, "- 64\n", "- 65\n", "the node never ends with 65" },
        { "a stop is waited for", Base, "restartPolicy: Never", "restartPolicy: OnFailure", "only with restartPolicy Never" },
        { "a stop is waited for", Base, "  backoffLimit: 20\n", "", "has no limit" },
    };

    [KubectlTheory]
    [MemberData(nameof(Breaks))]
    public void A_broken_place_is_found_by_its_rule(string rule, string folder, string stands, string instead, string words)
    {
        var broken = Broken(folder, stands, instead);

        Assert.Contains(RuleBook.All[rule](Manifest.Load(broken)), problem => problem.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_rule_is_seen_to_fail()
    {
        Assert.Equal(RuleBook.All.Keys.Order(), Breaks.Select(row => (string)row[0]).Distinct().Order());
    }

    [KubectlTheory]
    [InlineData("replicas: 3", "replicaz: 3")]
    [InlineData("podSelector:", "podSelectors:")]
    [InlineData("kind: StatefulSet", "kind: StatefulSets")]
    [InlineData("path: /health/live", "pathh: /health/live")]
    public void A_field_or_a_kind_that_there_is_none_of_is_not_loaded(string stands, string instead)
    {
        var broken = Broken(Base, stands, instead);

        Assert.ThrowsAny<Exception>(() => Manifest.Load(broken));
    }

    private static string Broken(string folder, string stands, string instead)
    {
        var text = Kubectl.Kustomize(folder);
        Assert.Contains(stands, text, StringComparison.Ordinal);
        return text.Replace(stands, instead, StringComparison.Ordinal);
    }
}
