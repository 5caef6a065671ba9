namespace DeviceCluster.Domain.Ptz;

/// <summary>The numbers of the ABI's commands that have an order of their own.</summary>
public static class PtzCommand
{
    public const int FocusNear = 6;
    public const int FocusFar = 7;
    public const int IrisOpen = 8;
    public const int IrisClose = 9;
    public const int GoToPreset = 10;
    public const int SetPreset = 11;
    public const int DeletePreset = 12;
    public const int Tour = 13;
    public const int AddToTour = 36;
    public const int RemoveFromTour = 37;
    public const int ClearTour = 38;
    public const int StartPan = 39;
    public const int StopPan = 40;
    public const int SetLeftBorder = 41;
    public const int SetRightBorder = 42;
    public const int StartScan = 43;
    public const int StopScan = 44;
    public const int RecordPattern = 45;
    public const int EndPattern = 46;
    public const int StartPattern = 47;
    public const int StopPattern = 48;
    public const int OpenMenu = 54;
    public const int CloseMenu = 55;
    public const int MenuEnter = 56;
    public const int MenuCancel = 57;
    public const int MenuUp = 58;
    public const int MenuDown = 59;
    public const int MenuLeft = 60;
    public const int MenuRight = 61;
    public const int MoveAbsolutely = 69;
    public const int MoveContinuously = 70;
    public const int StopMove = 139;
}
