using DeviceCluster.Simulator.Live;
using DeviceCluster.Simulator.Login;
using DeviceCluster.Simulator.Pictures;
using DeviceCluster.Simulator.Queries;
using DeviceCluster.Simulator.Rpc;

namespace DeviceCluster.Simulator.Dvrip;

/// <summary>Which message is whose.</summary>
internal static class DvripDispatch
{
    public static void Handle(DvripConnection connection, in DvripMessage message, ILogger log)
    {
        var faults = connection.Device.Faults;
        if (message.Command == Commands.Login)
        {
            LoginHandler.Handle(connection, message, log);
            return;
        }

        if (faults.Silent)
            return;

        if (faults.Babbling)
        {
            connection.Outbox.Reply(connection.Device.Noise());
            return;
        }

        switch (message.Command)
        {
            case Commands.KeepAlive:
                KeepAlive(connection);
                break;
            case Commands.Logout:
                Logout(connection, message);
                break;
            case Commands.SystemInfo or Commands.ChannelNames or Commands.Configuration:
                DeviceQueries.Handle(connection, message);
                break;
            case Commands.Text or Commands.Rpc when !Speaks(connection.Device, message.Command):
                // A device that was made before this was.
                break;
            case Commands.Text:
                TextTransactions.Handle(connection, message, log);
                break;
            case Commands.OldJoin:
                OldLive.Join(connection, message);
                break;
            case Commands.OldLive when OldSnapshot.IsAskedBy(message):
                OldSnapshot.Answer(connection, message);
                break;
            case Commands.OldLive:
                OldLive.Switch(connection, message);
                break;
            case Commands.Rpc:
                RpcChannel.Handle(connection, message);
                break;
            default:
                // Log, alarm, capabilities, users: asked by old clients, which go on without an answer.
                break;
        }
    }

    private static bool Speaks(VirtualDevice device, byte command) =>
        command == Commands.Text ? device.Firmware.SpeaksText : device.Firmware is { SpeaksJson: true, SpeaksDeviceJson: true };

    private static void KeepAlive(DvripConnection connection)
    {
        if (connection.Session is not null)
            connection.Device.Facts.KeptAlive();

        connection.Reply(DvripReply.Create(Commands.KeepAlive | Commands.ReplyBit));
    }

    private static void Logout(DvripConnection connection, in DvripMessage message)
    {
        if (connection.Session is { } session && (message.Session == session.Id || message.Session == 0))
            session.End(SessionEnd.Logout);

        connection.Reply(DvripReply.Create(Commands.LogoutReply).WithNumber(DvripMessage.SessionAt, message.Session));
    }
}
