using Akka.Streams;
using Akka.Streams.Stage;

namespace DeviceCluster.Actors.Live;

/// <summary>
/// Hands each frame of a stream to all viewers. Its upstream never waits for a viewer: who is slow loses frames up to a key frame.
/// Whatever ends the stage (upstream's end or failure, a stopped materializer) ends the viewers and gives all frames back.
/// </summary>
public sealed class KeyFrameHub(KeyFrameHubOptions options) : GraphStageWithMaterializedValue<SinkShape<LiveFrame>, LiveHub>
{
    private readonly Inlet<LiveFrame> _in = new("KeyFrameHub.in");

    public override SinkShape<LiveFrame> Shape => new(_in);

    public override ILogicAndMaterializedValue<LiveHub> CreateLogicAndMaterializedValue(Attributes inheritedAttributes)
    {
        var hub = new LiveHub(options);
        return new LogicAndMaterializedValue<LiveHub>(new Logic(this, hub), hub);
    }

    /// <summary>Pulls without end, and tells the hub how it ended.</summary>
    private sealed class Logic : InGraphStageLogic
    {
        private readonly Inlet<LiveFrame> _in;
        private readonly LiveHub _hub;

        public Logic(KeyFrameHub stage, LiveHub hub)
            : base(stage.Shape)
        {
            _in = stage._in;
            _hub = hub;
            SetHandler(_in, this);
        }

        public override void PreStart() => Pull(_in);

        public override void OnPush()
        {
            _hub.Publish(Grab(_in));
            Pull(_in);
        }

        public override void OnUpstreamFinish()
        {
            _hub.End(ViewerEnd.StreamEnded, failure: null);
            CompleteStage();
        }

        public override void OnUpstreamFailure(Exception e)
        {
            // A channel hands its failure on in wrappings; readers want the failure itself.
            _hub.End(ViewerEnd.StreamFailed, e is AggregateException wrapped ? wrapped.GetBaseException() : e);
            FailStage(e);
        }

        /// <summary>Only the first end counts, so this one is for a stage that was stopped from outside.</summary>
        public override void PostStop() => _hub.End(ViewerEnd.Stopped, failure: null);
    }
}
