using System.Runtime.InteropServices;

namespace DeviceCluster.Sdk.Interop;

/// <summary><c>CFG_PTZ_PROTOCOL_CAPS_INFO</c>: what a camera can do; fields that a device does not tell are 0.</summary>
[StructLayout(LayoutKind.Sequential)]
[NativeName("CFG_PTZ_PROTOCOL_CAPS_INFO")]
internal struct NativePtzCaps
{
    [NativeName("nStructSize")] public int Size;
    [NativeName("bPan")] public int Pan;
    [NativeName("bTile")] public int Tilt;
    [NativeName("bZoom")] public int Zoom;
    [NativeName("bIris")] public int Iris;
    [NativeName("bPreset")] public int Preset;
    [NativeName("bRemovePreset")] public int RemovePreset;
    [NativeName("bTour")] public int Tour;
    [NativeName("bRemoveTour")] public int RemoveTour;
    [NativeName("bPattern")] public int Pattern;
    [NativeName("bAutoPan")] public int AutoPan;
    [NativeName("bAutoScan")] public int AutoScan;
    [NativeName("bAux")] public int Aux;
    [NativeName("bAlarm")] public int Alarm;
    [NativeName("bLight")] public int Light;
    [NativeName("bWiper")] public int Wiper;
    [NativeName("bFlip")] public int Flip;
    [NativeName("bMenu")] public int Menu;
    [NativeName("bMoveRelatively")] public int MoveRelatively;
    [NativeName("bMoveAbsolutely")] public int MoveAbsolutely;
    [NativeName("bMoveDirectly")] public int MoveDirectly;
    [NativeName("bReset")] public int Reset;
    [NativeName("bGetStatus")] public int GetStatus;
    [NativeName("bSupportLimit")] public int SupportLimit;
    [NativeName("bPtzDevice")] public int IsPtz;
    [NativeName("bIsSupportViewRange")] public int IsSupportViewRange;
    [NativeName("wCamAddrMin")] public ushort CamAddrMin;
    [NativeName("wCamAddrMax")] public ushort CamAddrMax;
    [NativeName("wMonAddrMin")] public ushort MonAddrMin;
    [NativeName("wMonAddrMax")] public ushort MonAddrMax;
    [NativeName("wPresetMin")] public ushort PresetMin;
    [NativeName("wPresetMax")] public ushort PresetMax;
    [NativeName("wTourMin")] public ushort TourMin;
    [NativeName("wTourMax")] public ushort TourMax;
    [NativeName("wPatternMin")] public ushort PatternMin;
    [NativeName("wPatternMax")] public ushort PatternMax;
    [NativeName("wTileSpeedMin")] public ushort TiltSpeedMin;
    [NativeName("wTileSpeedMax")] public ushort TiltSpeedMax;
    [NativeName("wPanSpeedMin")] public ushort PanSpeedMin;
    [NativeName("wPanSpeedMax")] public ushort PanSpeedMax;
    [NativeName("wAutoScanMin")] public ushort AutoScanMin;
    [NativeName("wAutoScanMax")] public ushort AutoScanMax;
    [NativeName("wAuxMin")] public ushort AuxMin;
    [NativeName("wAuxMax")] public ushort AuxMax;
    [NativeName("dwInterval")] public uint Interval;
    [NativeName("dwType")] public uint Type;
    [NativeName("dwAlarmLen")] public uint AlarmLen;
    [NativeName("dwNearLightNumber")] public uint NearLightNumber;
    [NativeName("dwFarLightNumber")] public uint FarLightNumber;
    [NativeName("dwSupportViewRangeType")] public uint SupportViewRangeType;
    [NativeName("dwSupportFocusMode")] public uint SupportFocusMode;
    [NativeName("szName")] public Bytes32 Name;
    [NativeName("szAuxs")] public Bytes1024 AuxNames;
    [NativeName("stuPtzMotionRange")] public NativePtzRange MotionRange;
    [NativeName("byLightingControl")] public Bytes40 LightingControl;
    [NativeName("bSupportPresetTimeSection")] public int SupportPresetTimeSection;
    [NativeName("bFocus")] public int Focus;
    [NativeName("byAreaScan")] public Bytes8 AreaScan;
    [NativeName("byPrivacyMasking")] public Bytes96 PrivacyMasking;
    [NativeName("byMeasureDistance")] public Bytes16 MeasureDistance;
    [NativeName("bSupportPtzPatternOSD")] public int SupportPtzPatternOsd;
    [NativeName("bSupportPtzRS485DetectOSD")] public int SupportPtzRS485DetectOsd;
    [NativeName("bSupportPTZCoordinates")] public int SupportPtzCoordinates;
    [NativeName("bSupportPTZZoom")] public int SupportPtzZoom;
    [NativeName("bDirectionDisplay")] public int DirectionDisplay;
    [NativeName("dwZoomMax")] public uint ZoomMax;
    [NativeName("dwZoomMin")] public uint ZoomMin;
    [NativeName("byMoveAbsolutely")] public Bytes1024 AbsoluteMoves;
    [NativeName("bMoveContinuously")] public int MoveContinuously;
    [NativeName("byNewer")] public Bytes4992 Newer;
}
