using Spectre.Console;

namespace DeviceCluster.Pbm.Output;

/// <summary>A bar on a terminal; where there is none, nothing: a log wants no bars.</summary>
internal sealed class ProgressBar(IAnsiConsole console)
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task? _running;
    private ProgressTask? _task;

    public bool IsRunning => _running is { IsCompleted: false };

    public void Show(double done, string label)
    {
        if (!console.Profile.Capabilities.Interactive)
            return;
        _running ??= console.Progress().AutoClear(true).StartAsync(context =>
        {
            _task = context.AddTask(Markup.Escape(label), maxValue: 1);
            return _ended.Task;
        });
        if (_task is not { } task)
            return;
        task.Description = Markup.Escape(label);
        task.Value = Math.Clamp(done, 0, 1);
    }

    public Task EndAsync()
    {
        _ended.TrySetResult();
        return _running ?? Task.CompletedTask;
    }
}
