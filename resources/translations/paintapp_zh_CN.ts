<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About paintapp</source>
        <translation>关于 paintapp</translation>
    </message>
    <message>
        <source>A painting program in which a generative model is one of the artist&apos;s tools. Pictures are made on this computer; nothing leaves it.</source>
        <translation>一款把生成式模型当作画具之一的绘画程序。图像在本机生成，任何内容都不会离开这台电脑。</translation>
    </message>
    <message>
        <source>Free software under the MIT licence.</source>
        <translation>采用 MIT 许可证的自由软件。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>Opacity 100%</source>
        <translation>不透明度 100%</translation>
    </message>
    <message>
        <source>Opacity 10%</source>
        <translation>不透明度 10%</translation>
    </message>
    <message>
        <source>Opacity 20%</source>
        <translation>不透明度 20%</translation>
    </message>
    <message>
        <source>Opacity 30%</source>
        <translation>不透明度 30%</translation>
    </message>
    <message>
        <source>Opacity 40%</source>
        <translation>不透明度 40%</translation>
    </message>
    <message>
        <source>Opacity 50%</source>
        <translation>不透明度 50%</translation>
    </message>
    <message>
        <source>Opacity 60%</source>
        <translation>不透明度 60%</translation>
    </message>
    <message>
        <source>Opacity 70%</source>
        <translation>不透明度 70%</translation>
    </message>
    <message>
        <source>Opacity 80%</source>
        <translation>不透明度 80%</translation>
    </message>
    <message>
        <source>Opacity 90%</source>
        <translation>不透明度 90%</translation>
    </message>
    <message>
        <source>New…</source>
        <translation>新建…</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Import as layer…</source>
        <translation>导入为图层…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>剪切</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy merged</source>
        <translation>合并复制</translation>
    </message>
    <message>
        <source>Paste as layer</source>
        <translation>粘贴为图层</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Fill with foreground</source>
        <translation>用前景色填充</translation>
    </message>
    <message>
        <source>Fill with background</source>
        <translation>用背景色填充</translation>
    </message>
    <message>
        <source>Fill with pattern</source>
        <translation>用图案填充</translation>
    </message>
    <message>
        <source>Make a pattern of the selection</source>
        <translation>将选区定义为图案</translation>
    </message>
    <message>
        <source>Swap colours</source>
        <translation>交换颜色</translation>
    </message>
    <message>
        <source>Black and white</source>
        <translation>恢复黑白</translation>
    </message>
    <message>
        <source>Smaller brush</source>
        <translation>缩小画笔</translation>
    </message>
    <message>
        <source>Larger brush</source>
        <translation>放大画笔</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>首选项…</translation>
    </message>
    <message>
        <source>No stabiliser</source>
        <translation>关闭防抖</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>平滑防抖</translation>
    </message>
    <message>
        <source>Pulled string</source>
        <translation>拉绳防抖</translation>
    </message>
    <message>
        <source>Mirror strokes left and right</source>
        <translation>左右对称绘画</translation>
    </message>
    <message>
        <source>Mirror strokes top and bottom</source>
        <translation>上下对称绘画</translation>
    </message>
    <message>
        <source>Repeat strokes around a point</source>
        <translation>放射对称绘画</translation>
    </message>
    <message>
        <source>Show rulers</source>
        <translation>显示尺规</translation>
    </message>
    <message>
        <source>Snap to rulers</source>
        <translation>吸附到尺规</translation>
    </message>
    <message>
        <source>Remove all rulers</source>
        <translation>移除全部尺规</translation>
    </message>
    <message>
        <source>Previous brush</source>
        <translation>上一个画笔</translation>
    </message>
    <message>
        <source>Next brush</source>
        <translation>下一个画笔</translation>
    </message>
    <message>
        <source>Choose a brush…</source>
        <translation>选择画笔…</translation>
    </message>
    <message>
        <source>Brush editor</source>
        <translation>画笔编辑器</translation>
    </message>
    <message>
        <source>Back to the preset</source>
        <translation>恢复到预设</translation>
    </message>
    <message>
        <source>Save brush</source>
        <translation>保存画笔</translation>
    </message>
    <message>
        <source>Save as new brush…</source>
        <translation>另存为新画笔…</translation>
    </message>
    <message>
        <source>Import brushes…</source>
        <translation>导入画笔…</translation>
    </message>
    <message>
        <source>New layer</source>
        <translation>新建图层</translation>
    </message>
    <message>
        <source>Duplicate layer</source>
        <translation>复制图层</translation>
    </message>
    <message>
        <source>Delete layer</source>
        <translation>删除图层</translation>
    </message>
    <message>
        <source>Rename layer</source>
        <translation>重命名图层</translation>
    </message>
    <message>
        <source>Group layers</source>
        <translation>编组图层</translation>
    </message>
    <message>
        <source>Ungroup</source>
        <translation>取消编组</translation>
    </message>
    <message>
        <source>Merge down</source>
        <translation>向下合并</translation>
    </message>
    <message>
        <source>Edit text</source>
        <translation>编辑文字</translation>
    </message>
    <message>
        <source>Rasterise</source>
        <translation>栅格化</translation>
    </message>
    <message>
        <source>Raise layer</source>
        <translation>上移图层</translation>
    </message>
    <message>
        <source>Lower layer</source>
        <translation>下移图层</translation>
    </message>
    <message>
        <source>Choose layer above</source>
        <translation>选择上方图层</translation>
    </message>
    <message>
        <source>Choose layer below</source>
        <translation>选择下方图层</translation>
    </message>
    <message>
        <source>Lock pixels</source>
        <translation>锁定像素</translation>
    </message>
    <message>
        <source>Lock transparency</source>
        <translation>锁定透明度</translation>
    </message>
    <message>
        <source>Lock position</source>
        <translation>锁定位置</translation>
    </message>
    <message>
        <source>Reference layer</source>
        <translation>参考图层</translation>
    </message>
    <message>
        <source>Clip to layer below</source>
        <translation>剪贴到下方图层</translation>
    </message>
    <message>
        <source>Add mask</source>
        <translation>添加蒙版</translation>
    </message>
    <message>
        <source>Paint on mask</source>
        <translation>在蒙版上绘画</translation>
    </message>
    <message>
        <source>Mask in effect</source>
        <translation>启用蒙版</translation>
    </message>
    <message>
        <source>Apply mask to pixels</source>
        <translation>将蒙版应用到像素</translation>
    </message>
    <message>
        <source>Remove mask</source>
        <translation>移除蒙版</translation>
    </message>
    <message>
        <source>Remove background</source>
        <translation>移除背景</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>None</source>
        <translation>取消选择</translation>
    </message>
    <message>
        <source>Reselect</source>
        <translation>重新选择</translation>
    </message>
    <message>
        <source>Invert</source>
        <translation>反选</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>主体</translation>
    </message>
    <message>
        <source>Subject of the layer</source>
        <translation>图层的主体</translation>
    </message>
    <message>
        <source>Select what the layer covers</source>
        <translation>选择图层内容</translation>
    </message>
    <message>
        <source>Add what the layer covers</source>
        <translation>添加图层内容</translation>
    </message>
    <message>
        <source>Subtract what the layer covers</source>
        <translation>减去图层内容</translation>
    </message>
    <message>
        <source>Intersect with what the layer covers</source>
        <translation>与图层内容相交</translation>
    </message>
    <message>
        <source>Select what the mask shows</source>
        <translation>选择蒙版显示的部分</translation>
    </message>
    <message>
        <source>Colour range…</source>
        <translation>色彩范围…</translation>
    </message>
    <message>
        <source>Border…</source>
        <translation>边界…</translation>
    </message>
    <message>
        <source>Smooth…</source>
        <translation>平滑…</translation>
    </message>
    <message>
        <source>Save selection…</source>
        <translation>存储选区…</translation>
    </message>
    <message>
        <source>Saved selections…</source>
        <translation>已存储的选区…</translation>
    </message>
    <message>
        <source>Show outline</source>
        <translation>显示选区轮廓</translation>
    </message>
    <message>
        <source>Grow…</source>
        <translation>扩大…</translation>
    </message>
    <message>
        <source>Shrink…</source>
        <translation>缩小…</translation>
    </message>
    <message>
        <source>Feather…</source>
        <translation>羽化…</translation>
    </message>
    <message>
        <source>Paint the selection (quick mask)</source>
        <translation>绘制选区（快速蒙版）</translation>
    </message>
    <message>
        <source>Free transform</source>
        <translation>自由变换</translation>
    </message>
    <message>
        <source>Skew</source>
        <translation>斜切</translation>
    </message>
    <message>
        <source>Perspective</source>
        <translation>透视</translation>
    </message>
    <message>
        <source>Warp</source>
        <translation>变形</translation>
    </message>
    <message>
        <source>Flip horizontally</source>
        <translation>水平翻转</translation>
    </message>
    <message>
        <source>Flip vertically</source>
        <translation>垂直翻转</translation>
    </message>
    <message>
        <source>Rotate right by 90°</source>
        <translation>向右旋转 90°</translation>
    </message>
    <message>
        <source>Rotate left by 90°</source>
        <translation>向左旋转 90°</translation>
    </message>
    <message>
        <source>Liquify</source>
        <translation>液化</translation>
    </message>
    <message>
        <source>Transform selection</source>
        <translation>变换选区</translation>
    </message>
    <message>
        <source>Canvas size…</source>
        <translation>画布大小…</translation>
    </message>
    <message>
        <source>Scale image…</source>
        <translation>缩放图像…</translation>
    </message>
    <message>
        <source>Enlarge 2× with the model</source>
        <translation>用模型放大 2 倍</translation>
    </message>
    <message>
        <source>Enlarge 4× with the model</source>
        <translation>用模型放大 4 倍</translation>
    </message>
    <message>
        <source>Rotate image right</source>
        <translation>图像向右旋转 90°</translation>
    </message>
    <message>
        <source>Rotate image left</source>
        <translation>图像向左旋转 90°</translation>
    </message>
    <message>
        <source>Rotate image by 180°</source>
        <translation>图像旋转 180°</translation>
    </message>
    <message>
        <source>Flip image horizontally</source>
        <translation>水平翻转图像</translation>
    </message>
    <message>
        <source>Flip image vertically</source>
        <translation>垂直翻转图像</translation>
    </message>
    <message>
        <source>Crop</source>
        <translation>裁剪</translation>
    </message>
    <message>
        <source>Crop to selection</source>
        <translation>裁剪到选区</translation>
    </message>
    <message>
        <source>Flatten image</source>
        <translation>拼合图像</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Fit in window</source>
        <translation>适合窗口</translation>
    </message>
    <message>
        <source>Actual pixels</source>
        <translation>实际像素</translation>
    </message>
    <message>
        <source>Turn view left</source>
        <translation>向左旋转视图</translation>
    </message>
    <message>
        <source>Turn view right</source>
        <translation>向右旋转视图</translation>
    </message>
    <message>
        <source>Turn view upright</source>
        <translation>摆正视图</translation>
    </message>
    <message>
        <source>Mirror view</source>
        <translation>镜像视图</translation>
    </message>
    <message>
        <source>Hide panels</source>
        <translation>隐藏面板</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Room for results…</source>
        <translation>结果存储空间…</translation>
    </message>
    <message>
        <source>Pause the queue</source>
        <translation>暂停队列</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Cancel generation</source>
        <translation>取消生成</translation>
    </message>
    <message>
        <source>Cancel all generations</source>
        <translation>取消全部生成</translation>
    </message>
    <message>
        <source>Live painting</source>
        <translation>实时绘画</translation>
    </message>
    <message>
        <source>Leave live painting</source>
        <translation>退出实时绘画</translation>
    </message>
    <message>
        <source>Keep live picture</source>
        <translation>保留实时图像</translation>
    </message>
    <message>
        <source>Generate again</source>
        <translation>再次生成</translation>
    </message>
    <message>
        <source>Copy seed</source>
        <translation>复制种子</translation>
    </message>
    <message>
        <source>Edit request</source>
        <translation>编辑请求</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>About paintapp</source>
        <translation>关于 paintapp</translation>
    </message>
</context>
<context>
    <name>AddForm</name>
    <message>
        <source>Model to add</source>
        <translation>要添加的模型</translation>
    </message>
    <message>
        <source>Folder, .safetensors file or hub id</source>
        <translation>文件夹、.safetensors 文件或 Hub 标识</translation>
    </message>
    <message>
        <source>A diffusers folder, a .safetensors file, or an id such as owner/name</source>
        <translation>diffusers 文件夹、.safetensors 文件，或 owner/name 形式的标识</translation>
    </message>
    <message>
        <source>Look for a folder</source>
        <translation>查找文件夹</translation>
    </message>
    <message>
        <source>Look for a .safetensors file</source>
        <translation>查找 .safetensors 文件</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Add a model</source>
        <translation>添加模型</translation>
    </message>
    <message>
        <source>Models (*.safetensors)</source>
        <translation>模型 (*.safetensors)</translation>
    </message>
</context>
<context>
    <name>AllModels</name>
    <message>
        <source>All models</source>
        <translation>全部模型</translation>
    </message>
    <message>
        <source>Makes pictures</source>
        <translation>生成图片</translation>
    </message>
    <message>
        <source>Makes pictures, for live painting</source>
        <translation>生成图片，用于实时绘画</translation>
    </message>
    <message>
        <source>Guide by lines</source>
        <translation>按线稿引导</translation>
    </message>
    <message>
        <source>Cut-outs and selecting the subject</source>
        <translation>抠图和选择主体</translation>
    </message>
    <message>
        <source>Enlarges pictures</source>
        <translation>放大图片</translation>
    </message>
    <message>
        <source>comes with the program</source>
        <translation>随程序提供</translation>
    </message>
</context>
<context>
    <name>AmountDialog</name>
    <message>
        <source> px</source>
        <translation> 像素</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
</context>
<context>
    <name>BrushCommands</name>
    <message>
        <source>My brush</source>
        <translation>我的画笔</translation>
    </message>
    <message>
        <source>New brush</source>
        <translation>新建画笔</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Name and tags</source>
        <translation>名称和标签</translation>
    </message>
    <message>
        <source>Import brushes</source>
        <translation>导入画笔</translation>
    </message>
    <message>
        <source>All brushes ({patterns})</source>
        <translation>所有画笔 ({patterns})</translation>
    </message>
    <message>
        <source>Brushes added: {count}</source>
        <translation>已添加画笔：{count} 个</translation>
    </message>
    <message>
        <source>Export brushes</source>
        <translation>导出画笔</translation>
    </message>
    <message>
        <source>Brushes</source>
        <translation>画笔</translation>
    </message>
</context>
<context>
    <name>BrushEditor</name>
    <message>
        <source>Brush editor</source>
        <translation>画笔编辑器</translation>
    </message>
    <message>
        <source>Groups of parameters</source>
        <translation>参数分组</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Tip</source>
        <translation>笔尖</translation>
    </message>
    <message>
        <source>Paint</source>
        <translation>颜料</translation>
    </message>
    <message>
        <source>Scatter</source>
        <translation>散布</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Grain</source>
        <translation>颗粒</translation>
    </message>
    <message>
        <source>Second tip</source>
        <translation>第二笔尖</translation>
    </message>
    <message>
        <source>Wet mixing</source>
        <translation>湿混</translation>
    </message>
    <message>
        <source>Use a second tip</source>
        <translation>使用第二笔尖</translation>
    </message>
    <message>
        <source>Paint shows only where both tips are</source>
        <translation>只在两个笔尖重叠处显出颜料</translation>
    </message>
    <message>
        <source>Smooth</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>Round</source>
        <translation>圆形</translation>
    </message>
    <message>
        <source>From a picture file…</source>
        <translation>从图像文件…</translation>
    </message>
    <message>
        <source>Back to the preset</source>
        <translation>恢复到预设</translation>
    </message>
    <message>
        <source>Save as new…</source>
        <translation>另存为新画笔…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Picture for the brush</source>
        <translation>画笔用的图像</translation>
    </message>
    <message>
        <source>Pictures and tips ({patterns})</source>
        <translation>图像和笔尖 ({patterns})</translation>
    </message>
    <message>
        <source>No preset in hand</source>
        <translation>未选预设</translation>
    </message>
    <message>
        <source>{name}, changed</source>
        <translation>{name}（已修改）</translation>
    </message>
</context>
<context>
    <name>Brushes</name>
    <message>
        <source>Basic</source>
        <translation>基础</translation>
    </message>
    <message>
        <source>Pencil</source>
        <translation>铅笔</translation>
    </message>
    <message>
        <source>Ink</source>
        <translation>墨水</translation>
    </message>
    <message>
        <source>Marker</source>
        <translation>马克笔</translation>
    </message>
    <message>
        <source>Oil</source>
        <translation>油画</translation>
    </message>
    <message>
        <source>Watercolour</source>
        <translation>水彩</translation>
    </message>
    <message>
        <source>Chalk</source>
        <translation>粉笔</translation>
    </message>
    <message>
        <source>Airbrush</source>
        <translation>喷枪</translation>
    </message>
    <message>
        <source>Blend</source>
        <translation>混色</translation>
    </message>
    <message>
        <source>Texture</source>
        <translation>纹理</translation>
    </message>
    <message>
        <source>Stamp</source>
        <translation>图章</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>橡皮擦</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>导入的</translation>
    </message>
    <message>
        <source>Fine airbrush</source>
        <translation>细喷枪</translation>
    </message>
    <message>
        <source>Glow</source>
        <translation>发光</translation>
    </message>
    <message>
        <source>Speckles</source>
        <translation>碎点</translation>
    </message>
    <message>
        <source>Spray can</source>
        <translation>喷漆罐</translation>
    </message>
    <message>
        <source>Flat block</source>
        <translation>平头色块</translation>
    </message>
    <message>
        <source>Blocking in</source>
        <translation>大面铺色</translation>
    </message>
    <message>
        <source>Hard round, flow</source>
        <translation>硬边圆（流量）</translation>
    </message>
    <message>
        <source>Hard round</source>
        <translation>硬边圆</translation>
    </message>
    <message>
        <source>Round</source>
        <translation>圆头</translation>
    </message>
    <message>
        <source>Soft round</source>
        <translation>柔边圆</translation>
    </message>
    <message>
        <source>Bristle blender</source>
        <translation>鬃毛混色</translation>
    </message>
    <message>
        <source>Finger paint</source>
        <translation>手指涂抹</translation>
    </message>
    <message>
        <source>Scumble</source>
        <translation>干扫</translation>
    </message>
    <message>
        <source>Smudge</source>
        <translation>涂抹</translation>
    </message>
    <message>
        <source>Soft blender</source>
        <translation>柔和混色</translation>
    </message>
    <message>
        <source>Water brush</source>
        <translation>水笔</translation>
    </message>
    <message>
        <source>Blackboard chalk</source>
        <translation>黑板粉笔</translation>
    </message>
    <message>
        <source>Charcoal</source>
        <translation>炭笔</translation>
    </message>
    <message>
        <source>Conté crayon</source>
        <translation>炭精条</translation>
    </message>
    <message>
        <source>Hard pastel</source>
        <translation>硬色粉</translation>
    </message>
    <message>
        <source>Soft pastel</source>
        <translation>软色粉</translation>
    </message>
    <message>
        <source>Wax crayon</source>
        <translation>蜡笔</translation>
    </message>
    <message>
        <source>Willow charcoal</source>
        <translation>柳木炭条</translation>
    </message>
    <message>
        <source>Hard eraser</source>
        <translation>硬橡皮</translation>
    </message>
    <message>
        <source>Kneaded eraser</source>
        <translation>可塑橡皮</translation>
    </message>
    <message>
        <source>Soft eraser</source>
        <translation>软橡皮</translation>
    </message>
    <message>
        <source>Ballpoint</source>
        <translation>圆珠笔</translation>
    </message>
    <message>
        <source>Ink blots</source>
        <translation>墨渍</translation>
    </message>
    <message>
        <source>Split hairs</source>
        <translation>开叉毛笔</translation>
    </message>
    <message>
        <source>Brush pen</source>
        <translation>秀丽笔</translation>
    </message>
    <message>
        <source>Calligraphy pen</source>
        <translation>书法钢笔</translation>
    </message>
    <message>
        <source>Dry ink brush</source>
        <translation>枯笔</translation>
    </message>
    <message>
        <source>Fine liner</source>
        <translation>针管笔</translation>
    </message>
    <message>
        <source>G-pen</source>
        <translation>G 笔</translation>
    </message>
    <message>
        <source>Pointed nib</source>
        <translation>尖头蘸水笔</translation>
    </message>
    <message>
        <source>Ink splatter</source>
        <translation>泼墨</translation>
    </message>
    <message>
        <source>Sumi brush</source>
        <translation>水墨毛笔</translation>
    </message>
    <message>
        <source>Alcohol marker</source>
        <translation>酒精马克笔</translation>
    </message>
    <message>
        <source>Brush marker</source>
        <translation>软头马克笔</translation>
    </message>
    <message>
        <source>Worn marker</source>
        <translation>旧马克笔</translation>
    </message>
    <message>
        <source>Felt tip</source>
        <translation>毡头笔</translation>
    </message>
    <message>
        <source>Highlighter</source>
        <translation>荧光笔</translation>
    </message>
    <message>
        <source>Paint marker</source>
        <translation>油漆笔</translation>
    </message>
    <message>
        <source>Acrylic</source>
        <translation>丙烯</translation>
    </message>
    <message>
        <source>Dry bristle</source>
        <translation>干鬃毛</translation>
    </message>
    <message>
        <source>Oil filbert</source>
        <translation>油画榛形笔</translation>
    </message>
    <message>
        <source>Oil flat</source>
        <translation>油画平笔</translation>
    </message>
    <message>
        <source>Gouache</source>
        <translation>水粉</translation>
    </message>
    <message>
        <source>Palette knife</source>
        <translation>刮刀</translation>
    </message>
    <message>
        <source>Oil round</source>
        <translation>油画圆笔</translation>
    </message>
    <message>
        <source>Thick paint</source>
        <translation>厚涂</translation>
    </message>
    <message>
        <source>2H pencil</source>
        <translation>2H 铅笔</translation>
    </message>
    <message>
        <source>6B pencil</source>
        <translation>6B 铅笔</translation>
    </message>
    <message>
        <source>Coloured pencil</source>
        <translation>彩色铅笔</translation>
    </message>
    <message>
        <source>HB pencil</source>
        <translation>HB 铅笔</translation>
    </message>
    <message>
        <source>Mechanical pencil</source>
        <translation>自动铅笔</translation>
    </message>
    <message>
        <source>Shading pencil</source>
        <translation>排线铅笔</translation>
    </message>
    <message>
        <source>Sketching pencil</source>
        <translation>素描铅笔</translation>
    </message>
    <message>
        <source>Bricks</source>
        <translation>砖块</translation>
    </message>
    <message>
        <source>Bubbles</source>
        <translation>气泡</translation>
    </message>
    <message>
        <source>Chain</source>
        <translation>链条</translation>
    </message>
    <message>
        <source>Clouds</source>
        <translation>云朵</translation>
    </message>
    <message>
        <source>Feathers</source>
        <translation>羽毛</translation>
    </message>
    <message>
        <source>Fir trees</source>
        <translation>冷杉</translation>
    </message>
    <message>
        <source>Flowers</source>
        <translation>花朵</translation>
    </message>
    <message>
        <source>Grass</source>
        <translation>草地</translation>
    </message>
    <message>
        <source>Hearts</source>
        <translation>爱心</translation>
    </message>
    <message>
        <source>Leaves</source>
        <translation>树叶</translation>
    </message>
    <message>
        <source>Maple leaves</source>
        <translation>枫叶</translation>
    </message>
    <message>
        <source>Paw prints</source>
        <translation>爪印</translation>
    </message>
    <message>
        <source>Rain</source>
        <translation>雨</translation>
    </message>
    <message>
        <source>Rope</source>
        <translation>绳索</translation>
    </message>
    <message>
        <source>Smoke</source>
        <translation>烟雾</translation>
    </message>
    <message>
        <source>Snowflakes</source>
        <translation>雪花</translation>
    </message>
    <message>
        <source>Sparkles</source>
        <translation>闪光</translation>
    </message>
    <message>
        <source>Stars</source>
        <translation>星星</translation>
    </message>
    <message>
        <source>Pebbles</source>
        <translation>鹅卵石</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>画布纹理</translation>
    </message>
    <message>
        <source>Leather</source>
        <translation>皮革</translation>
    </message>
    <message>
        <source>Concrete</source>
        <translation>混凝土</translation>
    </message>
    <message>
        <source>Halftone</source>
        <translation>半调网点</translation>
    </message>
    <message>
        <source>Hatching</source>
        <translation>排线</translation>
    </message>
    <message>
        <source>Mottled</source>
        <translation>斑驳</translation>
    </message>
    <message>
        <source>Rough stone</source>
        <translation>粗石</translation>
    </message>
    <message>
        <source>Rust</source>
        <translation>铁锈</translation>
    </message>
    <message>
        <source>Sponge</source>
        <translation>海绵</translation>
    </message>
    <message>
        <source>Wood grain</source>
        <translation>木纹</translation>
    </message>
    <message>
        <source>Blooms</source>
        <translation>水渍</translation>
    </message>
    <message>
        <source>Drops</source>
        <translation>水滴</translation>
    </message>
    <message>
        <source>Watercolour dry brush</source>
        <translation>水彩干笔</translation>
    </message>
    <message>
        <source>Glaze</source>
        <translation>罩染</translation>
    </message>
    <message>
        <source>Granulating wash</source>
        <translation>颗粒沉淀</translation>
    </message>
    <message>
        <source>Watercolour round</source>
        <translation>水彩圆笔</translation>
    </message>
    <message>
        <source>Edged wash</source>
        <translation>水边渲染</translation>
    </message>
    <message>
        <source>Wet in wet</source>
        <translation>湿画法</translation>
    </message>
    <message>
        <source>Fibres</source>
        <translation>纤维</translation>
    </message>
    <message>
        <source>Linen</source>
        <translation>亚麻布</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>纸张</translation>
    </message>
    <message>
        <source>Rough paper</source>
        <translation>粗纹纸</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>方块</translation>
    </message>
    <message>
        <source>Bloom</source>
        <translation>水渍</translation>
    </message>
    <message>
        <source>Brick</source>
        <translation>砖块</translation>
    </message>
    <message>
        <source>Bubble</source>
        <translation>气泡</translation>
    </message>
    <message>
        <source>Chisel</source>
        <translation>斜头</translation>
    </message>
    <message>
        <source>Cloud</source>
        <translation>云朵</translation>
    </message>
    <message>
        <source>Crayon</source>
        <translation>蜡笔</translation>
    </message>
    <message>
        <source>Dry bristles</source>
        <translation>干鬃毛</translation>
    </message>
    <message>
        <source>Feather</source>
        <translation>羽毛</translation>
    </message>
    <message>
        <source>Fir</source>
        <translation>冷杉</translation>
    </message>
    <message>
        <source>Flat bristles</source>
        <translation>平头鬃毛</translation>
    </message>
    <message>
        <source>Flower</source>
        <translation>花朵</translation>
    </message>
    <message>
        <source>Hair</source>
        <translation>毛发</translation>
    </message>
    <message>
        <source>Heart</source>
        <translation>爱心</translation>
    </message>
    <message>
        <source>Knife</source>
        <translation>刮刀</translation>
    </message>
    <message>
        <source>Leaf</source>
        <translation>树叶</translation>
    </message>
    <message>
        <source>Maple leaf</source>
        <translation>枫叶</translation>
    </message>
    <message>
        <source>Paw</source>
        <translation>爪印</translation>
    </message>
    <message>
        <source>Round bristles</source>
        <translation>圆头鬃毛</translation>
    </message>
    <message>
        <source>Snowflake</source>
        <translation>雪花</translation>
    </message>
    <message>
        <source>Sparkle</source>
        <translation>闪光</translation>
    </message>
    <message>
        <source>Spatter</source>
        <translation>飞溅</translation>
    </message>
    <message>
        <source>Splash</source>
        <translation>泼溅</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>星形</translation>
    </message>
    <message>
        <source>Stone</source>
        <translation>石头</translation>
    </message>
    <message>
        <source>Wash</source>
        <translation>渲染</translation>
    </message>
</context>
<context>
    <name>BrushesPanel</name>
    <message>
        <source>Back to the preset</source>
        <translation>恢复到预设</translation>
    </message>
    <message>
        <source>Save into the preset</source>
        <translation>保存到预设</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>No preset in hand</source>
        <translation>未选预设</translation>
    </message>
    <message>
        <source>{name}, changed</source>
        <translation>{name}（已修改）</translation>
    </message>
    <message>
        <source>Take the star away</source>
        <translation>取消星标</translation>
    </message>
    <message>
        <source>Give a star</source>
        <translation>加星标</translation>
    </message>
    <message>
        <source>Name and tags…</source>
        <translation>名称和标签…</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Back to the original</source>
        <translation>恢复原始设置</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Export all that are shown…</source>
        <translation>导出显示的全部画笔…</translation>
    </message>
    <message>
        <source>Import brushes…</source>
        <translation>导入画笔…</translation>
    </message>
</context>
<context>
    <name>CanvasCommands</name>
    <message>
        <source>Canvas size</source>
        <translation>画布大小</translation>
    </message>
    <message>
        <source>Scale image</source>
        <translation>缩放图像</translation>
    </message>
    <message>
        <source>Rotate image</source>
        <translation>旋转图像</translation>
    </message>
    <message>
        <source>Flip image</source>
        <translation>翻转图像</translation>
    </message>
    <message>
        <source>Nothing is selected.</source>
        <translation>没有选区。</translation>
    </message>
    <message>
        <source>Crop to selection</source>
        <translation>裁剪到选区</translation>
    </message>
</context>
<context>
    <name>CanvasEdges</name>
    <message>
        <source>Drag an edge outwards</source>
        <translation>向外拖动一条边</translation>
    </message>
    <message>
        <source>left {count}</source>
        <translation>左 {count}</translation>
    </message>
    <message>
        <source>right {count}</source>
        <translation>右 {count}</translation>
    </message>
    <message>
        <source>top {count}</source>
        <translation>上 {count}</translation>
    </message>
    <message>
        <source>bottom {count}</source>
        <translation>下 {count}</translation>
    </message>
</context>
<context>
    <name>CanvasSizeDialog</name>
    <message>
        <source>Canvas size</source>
        <translation>画布大小</translation>
    </message>
    <message>
        <source> px</source>
        <translation> 像素</translation>
    </message>
    <message>
        <source>The picture stays here</source>
        <translation>图像保持在此处</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Keep at</source>
        <translation>定位</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>增加</translation>
    </message>
    <message>
        <source>What lies outside the canvas is kept on its layers.</source>
        <translation>画布之外的内容会保留在各自图层上。</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>左</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>右</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>上</translation>
    </message>
    <message>
        <source>Bottom</source>
        <translation>下</translation>
    </message>
    <message>
        <source>How much this side gains; below zero it is cut</source>
        <translation>这一侧增加多少；负值则裁掉</translation>
    </message>
</context>
<context>
    <name>Chips</name>
    <message>
        <source>Foreground and background colour; click the one behind to swap</source>
        <translation>前景色与背景色；点击后面的颜色可交换</translation>
    </message>
</context>
<context>
    <name>Clipboard</name>
    <message>
        <source>There is no layer to copy from.</source>
        <translation>没有可复制的图层。</translation>
    </message>
    <message>
        <source>Merged</source>
        <translation>合并图像</translation>
    </message>
    <message>
        <source>There is nothing to copy here.</source>
        <translation>这里没有可复制的内容。</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>There is no picture on the clipboard.</source>
        <translation>剪贴板中没有图像。</translation>
    </message>
    <message>
        <source>Clipboard</source>
        <translation>剪贴板</translation>
    </message>
    <message>
        <source>Pasted</source>
        <translation>粘贴的图像</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
</context>
<context>
    <name>ColourPanel</name>
    <message>
        <source>Colour as red, green and blue in hexadecimal</source>
        <translation>以十六进制红绿蓝表示的颜色</translation>
    </message>
    <message>
        <source>Keep the foreground colour as a swatch</source>
        <translation>把前景色存为色样</translation>
    </message>
</context>
<context>
    <name>ColourRangeDialog</name>
    <message>
        <source>Select colour range</source>
        <translation>选择色彩范围</translation>
    </message>
    <message>
        <source>Foreground colour</source>
        <translation>前景色</translation>
    </message>
    <message>
        <source>Active layer only</source>
        <translation>仅活动图层</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>容差</translation>
    </message>
    <message>
        <source>How far colours may differ</source>
        <translation>颜色允许相差多少</translation>
    </message>
    <message>
        <source>Softness</source>
        <translation>柔和度</translation>
    </message>
    <message>
        <source>Over how much more of a difference it fades out</source>
        <translation>超出容差后在多大的色差内淡出</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
</context>
<context>
    <name>ColourWheel</name>
    <message>
        <source>Colour wheel</source>
        <translation>色轮</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>“{action}” was given up: the document changed meanwhile.</source>
        <translation>“{action}”已放弃：其间文档发生了变化。</translation>
    </message>
</context>
<context>
    <name>Comparison</name>
    <message>
        <source>Seed {seed}</source>
        <translation>种子 {seed}</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>画布</translation>
    </message>
</context>
<context>
    <name>ContextFrame</name>
    <message>
        <source>{w} × {h} → {mw} × {mh}</source>
        <translation>{w} × {h} → {mw} × {mh}</translation>
    </message>
</context>
<context>
    <name>CurveEditor</name>
    <message>
        <source>Curve</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Click for a new point and drag it. A double click or Delete takes it away.</source>
        <translation>点击添加控制点并拖动。双击或按 Delete 移除。</translation>
    </message>
</context>
<context>
    <name>CutOutCommands</name>
    <message>
        <source>Looking for the subject</source>
        <translation>正在查找主体</translation>
    </message>
    <message>
        <source>The canvas has changed meanwhile: try again.</source>
        <translation>其间画布发生了变化：请重试。</translation>
    </message>
    <message>
        <source>Select subject</source>
        <translation>选择主体</translation>
    </message>
    <message>
        <source>Cutting out the subject</source>
        <translation>正在抠出主体</translation>
    </message>
    <message>
        <source>The layer has changed meanwhile: try again.</source>
        <translation>其间图层发生了变化：请重试。</translation>
    </message>
    <message>
        <source>Remove background</source>
        <translation>移除背景</translation>
    </message>
</context>
<context>
    <name>Dialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>DiscardDialog</name>
    <message>
        <source>Discard</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Discard what was recovered and open “{name}” as it was last saved?</source>
        <translation>要丢弃恢复的内容，打开“{name}”上次保存的版本吗？</translation>
    </message>
    <message>
        <source>Discard what was recovered of “{name}”? It was never saved.</source>
        <translation>要丢弃恢复的“{name}”吗？它从未保存过。</translation>
    </message>
    <message>
        <source>This cannot be undone.</source>
        <translation>此操作无法撤销。</translation>
    </message>
</context>
<context>
    <name>DocumentFile</name>
    <message>
        <source>{count} older results are too much for the file: they stay on this computer only. Export those that should travel, or discard some.</source>
        <translation>文件装不下 {count} 个较早的结果：它们只保留在这台电脑上。请导出要随文件携带的结果，或丢弃一些。</translation>
    </message>
    <message>
        <source>{count} results kept in the file could not be read.</source>
        <translation>文件中保存的 {count} 个结果无法读取。</translation>
    </message>
    <message>
        <source>{count} results came with the file.</source>
        <translation>文件附带 {count} 个结果。</translation>
    </message>
</context>
<context>
    <name>DownloadQuestion</name>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>No</source>
        <translation>不</translation>
    </message>
    <message>
        <source>“{model}” is not on this computer. Download it from huggingface.co? That may be several gigabytes.</source>
        <translation>“{model}”不在这台电脑上。要从 huggingface.co 下载吗？可能有数 GB。</translation>
    </message>
</context>
<context>
    <name>Downloads</name>
    <message>
        <source>Cancel this download</source>
        <translation>取消此下载</translation>
    </message>
    <message>
        <source>Downloading {model}: {done} of {total} MB</source>
        <translation>正在下载 {model}：{done} / {total} MB</translation>
    </message>
    <message>
        <source>Adding {model}…</source>
        <translation>正在添加 {model}…</translation>
    </message>
</context>
<context>
    <name>DynamicsPane</name>
    <message>
        <source>Sensors</source>
        <translation>传感器</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>How far the sensor governs the parameter</source>
        <translation>传感器对参数的影响程度</translation>
    </message>
    <message>
        <source>Full at</source>
        <translation>满值</translation>
    </message>
    <message>
        <source>What the curve&apos;s right end stands for</source>
        <translation>曲线右端代表的数值</translation>
    </message>
    <message>
        <source>What drives “{parameter}”</source>
        <translation>“{parameter}”由什么驱动</translation>
    </message>
</context>
<context>
    <name>EnlargeCommands</name>
    <message>
        <source>Enlarging the image</source>
        <translation>正在放大图像</translation>
    </message>
    <message>
        <source>The image has changed meanwhile: try again.</source>
        <translation>其间图像发生了变化：请重试。</translation>
    </message>
    <message>
        <source>Enlarge image</source>
        <translation>放大图像</translation>
    </message>
</context>
<context>
    <name>ExportOptionsDialog</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>8 bits a channel, for everyone</source>
        <translation>每通道 8 位，通用</translation>
    </message>
    <message>
        <source>16 bits a channel, nothing lost</source>
        <translation>每通道 16 位，无损</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>质量</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>位深</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>New document</source>
        <translation>新建文档</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>另存为</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>{name} is being saved already.</source>
        <translation>{name} 正在保存。</translation>
    </message>
    <message>
        <source>Saving {name}</source>
        <translation>正在保存 {name}</translation>
    </message>
    <message>
        <source>Saved {name}</source>
        <translation>已保存 {name}</translation>
    </message>
    <message>
        <source>Import as layer</source>
        <translation>导入为图层</translation>
    </message>
    <message>
        <source>Import image</source>
        <translation>导入图像</translation>
    </message>
    <message>
        <source>Opening {name}</source>
        <translation>正在打开 {name}</translation>
    </message>
    <message>
        <source>All pictures ({patterns})</source>
        <translation>所有图像 ({patterns})</translation>
    </message>
</context>
<context>
    <name>Framing</name>
    <message>
        <source>Drag over the selection</source>
        <translation>拖到选区上</translation>
    </message>
</context>
<context>
    <name>GenerateController</name>
    <message>
        <source>Select the subject</source>
        <translation>选择主体</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>The result is ready: point at it to see it, click to apply it.</source>
        <translation>结果已就绪：指向可预览，点击即应用。</translation>
    </message>
    <message>
        <source>{count} results are ready: point at one to see it, click to apply it.</source>
        <translation>{count} 个结果已就绪：指向可预览，点击即应用。</translation>
    </message>
</context>
<context>
    <name>GeneratePanel</name>
    <message>
        <source>Generate panel</source>
        <translation>生成面板</translation>
    </message>
    <message>
        <source>Negative prompt</source>
        <translation>负面提示词</translation>
    </message>
    <message>
        <source>What the picture should not show</source>
        <translation>图像中不应出现的内容</translation>
    </message>
    <message>
        <source>Guide by lines</source>
        <translation>按线稿引导</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Sampling</source>
        <translation>采样</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
</context>
<context>
    <name>GenerateStack</name>
    <message>
        <source>Generate</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Generate (Ctrl+Enter)</source>
        <translation>生成（Ctrl+Enter）</translation>
    </message>
    <message>
        <source>Queue one more (Ctrl+Enter)</source>
        <translation>再排一个任务（Ctrl+Enter）</translation>
    </message>
    <message>
        <source>Cancel this job (Ctrl+.)</source>
        <translation>取消此任务（Ctrl+.）</translation>
    </message>
    <message>
        <source>+{count}</source>
        <comment>further jobs</comment>
        <translation>+{count}</translation>
    </message>
    <message>
        <source>The queue is paused</source>
        <translation>队列已暂停</translation>
    </message>
</context>
<context>
    <name>GradientBar</name>
    <message>
        <source>Gradient</source>
        <translation>渐变</translation>
    </message>
</context>
<context>
    <name>GradientEdit</name>
    <message>
        <source>Click to add a stop, drag it to move it and away from the bar to remove it; double-click for its colour</source>
        <translation>点击添加色标，拖动可移动，拖离色条即移除；双击设置颜色</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>渐变</translation>
    </message>
    <message>
        <source>Colour of the stop</source>
        <translation>色标颜色</translation>
    </message>
    <message>
        <source>Gradient {number}</source>
        <translation>渐变 {number}</translation>
    </message>
    <message>
        <source>Turn around</source>
        <translation>反向</translation>
    </message>
    <message>
        <source>Keep this gradient</source>
        <translation>保存此渐变</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>HandMenus</name>
    <message>
        <source>Stabiliser and rulers</source>
        <translation>防抖与尺规</translation>
    </message>
    <message>
        <source>Symmetry</source>
        <translation>对称</translation>
    </message>
    <message>
        <source>Stabiliser</source>
        <translation>防抖</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>Pulled string</source>
        <translation>拉绳</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>程度</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>绳长</translation>
    </message>
    <message>
        <source>Reach the pen at the end</source>
        <translation>收笔时追上笔尖</translation>
    </message>
    <message>
        <source>Rulers</source>
        <translation>尺规</translation>
    </message>
    <message>
        <source>Show rulers</source>
        <translation>显示尺规</translation>
    </message>
    <message>
        <source>Snap to rulers</source>
        <translation>吸附到尺规</translation>
    </message>
    <message>
        <source>Left and right</source>
        <translation>左右</translation>
    </message>
    <message>
        <source>Top and bottom</source>
        <translation>上下</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>左右和上下</translation>
    </message>
    <message>
        <source>Around a point</source>
        <translation>放射</translation>
    </message>
    <message>
        <source>Arms</source>
        <translation>份数</translation>
    </message>
    <message>
        <source>Mirror each arm</source>
        <translation>每份镜像</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>角度</translation>
    </message>
    <message>
        <source>Lock the axes</source>
        <translation>锁定对称轴</translation>
    </message>
    <message>
        <source>No handles on the canvas: strokes can begin anywhere</source>
        <translation>画布上不显示手柄：可在任意处起笔</translation>
    </message>
    <message>
        <source>To the middle of the canvas</source>
        <translation>移到画布中央</translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message>
        <source>{size:.0f} MB in memory</source>
        <translation>占用内存 {size:.0f} MB</translation>
    </message>
</context>
<context>
    <name>IntentBox</name>
    <message>
        <source>What to do</source>
        <translation>要做什么</translation>
    </message>
    <message>
        <source>Chosen for you: a selection is filled, a picture refined</source>
        <translation>自动选择：有选区则填充，有图像则细化</translation>
    </message>
    <message>
        <source>“{model}” cannot do this</source>
        <translation>“{model}”不支持此操作</translation>
    </message>
    <message>
        <source>Auto: {intent}</source>
        <translation>自动：{intent}</translation>
    </message>
</context>
<context>
    <name>Intents</name>
    <message>
        <source>Text to image</source>
        <translation>文字生成图像</translation>
    </message>
    <message>
        <source>A new picture from words alone; a selection frames it</source>
        <translation>仅凭文字生成新图像；有选区则以其为范围</translation>
    </message>
    <message>
        <source>Say what the picture should show</source>
        <translation>描述图像应呈现的内容</translation>
    </message>
    <message>
        <source>Refine</source>
        <translation>细化</translation>
    </message>
    <message>
        <source>Works out what is there, as far as the strength says</source>
        <translation>按强度细化现有内容</translation>
    </message>
    <message>
        <source>Say what the picture shows</source>
        <translation>描述图像的内容</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>Something new in the selection that fits its surroundings</source>
        <translation>在选区内生成与周围协调的新内容</translation>
    </message>
    <message>
        <source>What should be there? Left empty, the surroundings go on</source>
        <translation>这里应有什么？留空则延续周围</translation>
    </message>
    <message>
        <source>Expand</source>
        <translation>扩展</translation>
    </message>
    <message>
        <source>Drag the edges of the canvas outwards; the picture goes on</source>
        <translation>向外拖动画布边缘，图像随之延续</translation>
    </message>
    <message>
        <source>What lies beyond the edge? Left empty, the picture goes on</source>
        <translation>边缘之外有什么？留空则延续图像</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>A new thing in the selection; the prompt names it</source>
        <translation>在选区内添加提示词所述的物体</translation>
    </message>
    <message>
        <source>What should be there?</source>
        <translation>这里应有什么？</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>What is selected vanishes; works without words and model</source>
        <translation>移除选中的内容；无需提示词和模型</translation>
    </message>
    <message>
        <source>Nothing needed: what is selected goes</source>
        <translation>无需填写：选中的内容会被移除</translation>
    </message>
    <message>
        <source>Replace background</source>
        <translation>替换背景</translation>
    </message>
    <message>
        <source>What is selected stays; all around it is made anew</source>
        <translation>保留选中的内容，重新生成其余部分</translation>
    </message>
    <message>
        <source>What lies behind?</source>
        <translation>背景是什么？</translation>
    </message>
    <message>
        <source>Vary</source>
        <translation>变体</translation>
    </message>
    <message>
        <source>Other pictures like this one; the colours roughly stay</source>
        <translation>生成与此相似的其他图像，颜色大致不变</translation>
    </message>
    <message>
        <source>Say what the picture shows, if it should change</source>
        <translation>若要改变内容，请描述图像</translation>
    </message>
</context>
<context>
    <name>JobList</name>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Pause the queue</source>
        <translation>暂停队列</translation>
    </message>
    <message>
        <source>Cancel all</source>
        <translation>全部取消</translation>
    </message>
    <message>
        <source>Nothing is waiting.</source>
        <translation>没有等待中的任务。</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>另有 {count} 个</translation>
    </message>
    <message>
        <source>Go on with the queue</source>
        <translation>继续队列</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
</context>
<context>
    <name>JobRow</name>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Next one up</source>
        <translation>下一个执行</translation>
    </message>
    <message>
        <source>Cancel this job</source>
        <translation>取消此任务</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭提示</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
</context>
<context>
    <name>JobsRunningDialog</name>
    <message>
        <source>Pictures are being made</source>
        <translation>正在生成图像</translation>
    </message>
    <message>
        <source>A job is still running.</source>
        <translation>仍有一个任务在运行。</translation>
    </message>
    <message>
        <source>{count} jobs are still running or waiting.</source>
        <translation>仍有 {count} 个任务在运行或等待。</translation>
    </message>
    <message>
        <source>About {time}.</source>
        <translation>大约{time}。</translation>
    </message>
    <message>
        <source>Results that are finished are kept in any case.</source>
        <translation>已完成的结果无论如何都会保留。</translation>
    </message>
    <message>
        <source>Wait, then close</source>
        <translation>完成后关闭</translation>
    </message>
    <message>
        <source>Cancel and close</source>
        <translation>取消任务并关闭</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>不关闭</translation>
    </message>
</context>
<context>
    <name>Labels</name>
    <message>
        <source>Normal</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Multiply</source>
        <translation>正片叠底</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>滤色</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>叠加</translation>
    </message>
    <message>
        <source>Darken</source>
        <translation>变暗</translation>
    </message>
    <message>
        <source>Lighten</source>
        <translation>变亮</translation>
    </message>
    <message>
        <source>Colour dodge</source>
        <translation>颜色减淡</translation>
    </message>
    <message>
        <source>Colour burn</source>
        <translation>颜色加深</translation>
    </message>
    <message>
        <source>Hard light</source>
        <translation>强光</translation>
    </message>
    <message>
        <source>Soft light</source>
        <translation>柔光</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差值</translation>
    </message>
    <message>
        <source>Exclusion</source>
        <translation>排除</translation>
    </message>
    <message>
        <source>Hue</source>
        <translation>色相</translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation>饱和度</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Luminosity</source>
        <translation>明度</translation>
    </message>
    <message>
        <source>Plus (add light)</source>
        <translation>相加（加光）</translation>
    </message>
    <message>
        <source>Reds</source>
        <translation>红色</translation>
    </message>
    <message>
        <source>Yellows</source>
        <translation>黄色</translation>
    </message>
    <message>
        <source>Greens</source>
        <translation>绿色</translation>
    </message>
    <message>
        <source>Cyans</source>
        <translation>青色</translation>
    </message>
    <message>
        <source>Blues</source>
        <translation>蓝色</translation>
    </message>
    <message>
        <source>Magentas</source>
        <translation>洋红</translation>
    </message>
    <message>
        <source>Shadows</source>
        <translation>阴影</translation>
    </message>
    <message>
        <source>Midtones</source>
        <translation>中间调</translation>
    </message>
    <message>
        <source>Highlights</source>
        <translation>高光</translation>
    </message>
    <message>
        <source>New document</source>
        <translation>新建文档</translation>
    </message>
    <message>
        <source>Brush stroke</source>
        <translation>画笔笔触</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>擦除</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Edit text</source>
        <translation>编辑文字</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>渐变</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>Move layer</source>
        <translation>移动图层</translation>
    </message>
    <message>
        <source>Move selection</source>
        <translation>移动选区内容</translation>
    </message>
    <message>
        <source>Move selection outline</source>
        <translation>移动选区轮廓</translation>
    </message>
    <message>
        <source>Transform</source>
        <translation>变换</translation>
    </message>
    <message>
        <source>Transform selection</source>
        <translation>变换选区</translation>
    </message>
    <message>
        <source>Crop</source>
        <translation>裁剪</translation>
    </message>
    <message>
        <source>Liquify</source>
        <translation>液化</translation>
    </message>
    <message>
        <source>Deselect</source>
        <translation>取消选择</translation>
    </message>
    <message>
        <source>Rectangle selection</source>
        <translation>矩形选区</translation>
    </message>
    <message>
        <source>Ellipse selection</source>
        <translation>椭圆选区</translation>
    </message>
    <message>
        <source>Lasso selection</source>
        <translation>套索选区</translation>
    </message>
    <message>
        <source>Polygon selection</source>
        <translation>多边形选区</translation>
    </message>
    <message>
        <source>Magic wand selection</source>
        <translation>魔棒选区</translation>
    </message>
    <message>
        <source>Magnetic lasso selection</source>
        <translation>磁性套索选区</translation>
    </message>
    <message>
        <source>Select by colour</source>
        <translation>按颜色选择</translation>
    </message>
    <message>
        <source>Move outline</source>
        <translation>移动轮廓</translation>
    </message>
    <message>
        <source>Ruler</source>
        <translation>尺规</translation>
    </message>
    <message>
        <source>Move ruler</source>
        <translation>移动尺规</translation>
    </message>
    <message>
        <source>Remove ruler</source>
        <translation>移除尺规</translation>
    </message>
    <message>
        <source>Remove rulers</source>
        <translation>移除尺规</translation>
    </message>
    <message>
        <source>Smudge</source>
        <translation>涂抹</translation>
    </message>
    <message>
        <source>Blur</source>
        <translation>模糊</translation>
    </message>
    <message>
        <source>Sharpen</source>
        <translation>锐化</translation>
    </message>
    <message>
        <source>Clone</source>
        <translation>仿制</translation>
    </message>
    <message>
        <source>Tolerance {value}%</source>
        <translation>容差 {value}%</translation>
    </message>
    <message>
        <source>{angle}°
{first} px and {second} px</source>
        <translation>{angle}°
{first} 像素与 {second} 像素</translation>
    </message>
    <message>
        <source>{length} px = {millimetres} mm
{angle}°   ΔX {dx}   ΔY {dy}</source>
        <translation>{length} 像素 = {millimetres} 毫米
{angle}°   ΔX {dx}   ΔY {dy}</translation>
    </message>
    <message>
        <source>There is no active layer.</source>
        <translation>没有活动图层。</translation>
    </message>
    <message>
        <source>This pattern is not there any more.</source>
        <translation>此图案已不存在。</translation>
    </message>
    <message>
        <source>No layer is a reference yet: mark one with Layer &gt; Reference layer.</source>
        <translation>尚无参考图层：请用“图层 &gt; 参考图层”标记一个。</translation>
    </message>
    <message>
        <source>There are too many rulers; remove some of them.</source>
        <translation>尺规过多；请移除其中一些。</translation>
    </message>
    <message>
        <source>The active layer is hidden.</source>
        <translation>活动图层已隐藏。</translation>
    </message>
    <message>
        <source>The active layer is locked.</source>
        <translation>活动图层已锁定。</translation>
    </message>
    <message>
        <source>A group cannot be painted on: choose a layer inside it.</source>
        <translation>不能在图层组上绘画：请选择组内的图层。</translation>
    </message>
    <message>
        <source>This is a text layer: Layer &gt; Rasterise makes it a layer to paint on.</source>
        <translation>这是文字图层：用“图层 &gt; 栅格化”可将其变为可绘画的图层。</translation>
    </message>
    <message>
        <source>A text layer cannot take it: Layer &gt; Rasterise comes first.</source>
        <translation>文字图层不支持此操作：请先用“图层 &gt; 栅格化”。</translation>
    </message>
    <message>
        <source>The text would be too large.</source>
        <translation>文字会过大。</translation>
    </message>
    <message>
        <source>This font is not installed here.</source>
        <translation>此电脑未安装该字体。</translation>
    </message>
    <message>
        <source>The font “{family}” is missing: the text keeps its look until you change it.</source>
        <translation>缺少字体“{family}”：在您修改之前，文字保持原样。</translation>
    </message>
    <message>
        <source>No installed font has {characters}: install one that does, such as Noto.</source>
        <translation>已安装的字体都不含 {characters}：请安装含有它们的字体，例如 Noto。</translation>
    </message>
    <message>
        <source>No installed font has {characters} ({script}): install one that does, such as Noto.</source>
        <translation>已安装的字体都不含 {characters}（{script}）：请安装含有它们的字体，例如 Noto。</translation>
    </message>
    <message>
        <source>The position of this layer is locked.</source>
        <translation>此图层的位置已锁定。</translation>
    </message>
    <message>
        <source>There is nothing to transform.</source>
        <translation>没有可变换的内容。</translation>
    </message>
    <message>
        <source>Nothing is selected.</source>
        <translation>没有选区。</translation>
    </message>
    <message>
        <source>Finish or cancel the current action first.</source>
        <translation>请先完成或取消当前操作。</translation>
    </message>
    <message>
        <source>A document needs at least one layer.</source>
        <translation>文档至少需要一个图层。</translation>
    </message>
    <message>
        <source>A group cannot be moved into itself.</source>
        <translation>图层组不能移入自身。</translation>
    </message>
    <message>
        <source>Only a group can be ungrouped.</source>
        <translation>只有图层组可以取消编组。</translation>
    </message>
    <message>
        <source>There is no layer below to merge into.</source>
        <translation>下方没有可合并的图层。</translation>
    </message>
    <message>
        <source>The layer has no mask to apply.</source>
        <translation>图层没有可应用的蒙版。</translation>
    </message>
    <message>
        <source>The layer has no mask.</source>
        <translation>图层没有蒙版。</translation>
    </message>
    <message>
        <source>The layer&apos;s transparency is locked.</source>
        <translation>图层的透明度已锁定。</translation>
    </message>
    <message>
        <source>Nothing is selected: select where the result should show.</source>
        <translation>没有选区：请先选择结果应显示的位置。</translation>
    </message>
    <message>
        <source>Choose a layer to apply the result into, not a group.</source>
        <translation>请选择要应用结果的图层，而不是图层组。</translation>
    </message>
    <message>
        <source>No subject stands out here. Select roughly where it is, then try again.</source>
        <translation>这里没有明显的主体。请大致选出主体的位置后重试。</translation>
    </message>
    <message>
        <source>Alt click where to clone from first.</source>
        <translation>请先 Alt+点击取样位置。</translation>
    </message>
    <message>
        <source>Arabic</source>
        <translation>阿拉伯文</translation>
    </message>
    <message>
        <source>Armenian</source>
        <translation>亚美尼亚文</translation>
    </message>
    <message>
        <source>Bengali</source>
        <translation>孟加拉文</translation>
    </message>
    <message>
        <source>CJK</source>
        <translation>中日韩文字</translation>
    </message>
    <message>
        <source>Cyrillic</source>
        <translation>西里尔文</translation>
    </message>
    <message>
        <source>Devanagari</source>
        <translation>天城文</translation>
    </message>
    <message>
        <source>Ethiopic</source>
        <translation>埃塞俄比亚文</translation>
    </message>
    <message>
        <source>Georgian</source>
        <translation>格鲁吉亚文</translation>
    </message>
    <message>
        <source>Greek</source>
        <translation>希腊文</translation>
    </message>
    <message>
        <source>Gujarati</source>
        <translation>古吉拉特文</translation>
    </message>
    <message>
        <source>Gurmukhi</source>
        <translation>古木基文</translation>
    </message>
    <message>
        <source>Hangul</source>
        <translation>谚文</translation>
    </message>
    <message>
        <source>Hebrew</source>
        <translation>希伯来文</translation>
    </message>
    <message>
        <source>Hiragana</source>
        <translation>平假名</translation>
    </message>
    <message>
        <source>Kannada</source>
        <translation>卡纳达文</translation>
    </message>
    <message>
        <source>Katakana</source>
        <translation>片假名</translation>
    </message>
    <message>
        <source>Khmer</source>
        <translation>高棉文</translation>
    </message>
    <message>
        <source>Lao</source>
        <translation>老挝文</translation>
    </message>
    <message>
        <source>Malayalam</source>
        <translation>马拉雅拉姆文</translation>
    </message>
    <message>
        <source>Mongolian</source>
        <translation>蒙古文</translation>
    </message>
    <message>
        <source>Myanmar</source>
        <translation>缅甸文</translation>
    </message>
    <message>
        <source>Sinhala</source>
        <translation>僧伽罗文</translation>
    </message>
    <message>
        <source>Tamil</source>
        <translation>泰米尔文</translation>
    </message>
    <message>
        <source>Telugu</source>
        <translation>泰卢固文</translation>
    </message>
    <message>
        <source>Thai</source>
        <translation>泰文</translation>
    </message>
    <message>
        <source>Tibetan</source>
        <translation>藏文</translation>
    </message>
    <message>
        <source>Dots</source>
        <translation>圆点</translation>
    </message>
    <message>
        <source>Stars</source>
        <translation>星形</translation>
    </message>
    <message>
        <source>Stripes</source>
        <translation>条纹</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>棋盘格</translation>
    </message>
    <message>
        <source>Squares</source>
        <translation>方格</translation>
    </message>
    <message>
        <source>Hatching</source>
        <translation>排线</translation>
    </message>
    <message>
        <source>Cross-hatching</source>
        <translation>交叉排线</translation>
    </message>
    <message>
        <source>Bricks</source>
        <translation>砖墙</translation>
    </message>
    <message>
        <source>Scales</source>
        <translation>鳞片</translation>
    </message>
    <message>
        <source>Waves</source>
        <translation>波浪</translation>
    </message>
    <message>
        <source>Weave</source>
        <translation>编织</translation>
    </message>
    <message>
        <source>Halftone</source>
        <translation>半调网点</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>纸张</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>画布纹理</translation>
    </message>
    <message>
        <source>Linen</source>
        <translation>亚麻布</translation>
    </message>
    <message>
        <source>Clouds</source>
        <translation>云彩</translation>
    </message>
    <message>
        <source>Foreground to background</source>
        <translation>前景色到背景色</translation>
    </message>
    <message>
        <source>Foreground to transparent</source>
        <translation>前景色到透明</translation>
    </message>
    <message>
        <source>Black to white</source>
        <translation>黑到白</translation>
    </message>
    <message>
        <source>Spectrum</source>
        <translation>色谱</translation>
    </message>
    <message>
        <source>Dawn</source>
        <translation>黎明</translation>
    </message>
    <message>
        <source>Clear sky</source>
        <translation>晴空</translation>
    </message>
    <message>
        <source>Night</source>
        <translation>夜晚</translation>
    </message>
    <message>
        <source>Fire</source>
        <translation>火焰</translation>
    </message>
    <message>
        <source>Sea</source>
        <translation>海洋</translation>
    </message>
    <message>
        <source>Meadow</source>
        <translation>草地</translation>
    </message>
    <message>
        <source>Gold</source>
        <translation>金色</translation>
    </message>
    <message>
        <source>Steel</source>
        <translation>钢铁</translation>
    </message>
    <message>
        <source>Skin</source>
        <translation>肤色</translation>
    </message>
    <message>
        <source>Soft shadow</source>
        <translation>柔和阴影</translation>
    </message>
    <message>
        <source>OpenRaster</source>
        <translation>OpenRaster</translation>
    </message>
    <message>
        <source>GIF (first frame)</source>
        <translation>GIF（第一帧）</translation>
    </message>
    <message>
        <source>The resolution must be a positive number of pixels per inch.</source>
        <translation>分辨率必须是正数（每英寸像素数）。</translation>
    </message>
    <message>
        <source>Layers can only be moved into groups.</source>
        <translation>图层只能移入图层组。</translation>
    </message>
    <message>
        <source>The {name} must be between {least} and {most} pixels, not {side}.</source>
        <translation>{name}必须在 {least} 到 {most} 像素之间，不能是 {side}。</translation>
    </message>
    <message>
        <source>“{name}” is locked.</source>
        <translation>“{name}”已锁定。</translation>
    </message>
    <message>
        <source>“{name}” is hidden: show it before merging.</source>
        <translation>“{name}”已隐藏：请先显示再合并。</translation>
    </message>
    <message>
        <source>“{name}” is clipped: merge it into its base first.</source>
        <translation>“{name}”是剪贴图层：请先合并到其基底图层。</translation>
    </message>
    <message>
        <source>width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Text cannot be set without a graphical application.</source>
        <translation>没有图形界面，无法排版文字。</translation>
    </message>
    <message>
        <source>it holds too many entries</source>
        <translation>其中的条目过多</translation>
    </message>
    <message>
        <source>it holds two entries with the same name</source>
        <translation>其中有两个同名条目</translation>
    </message>
    <message>
        <source>it is damaged or cut short (no zip directory)</source>
        <translation>文件已损坏或不完整（没有 zip 目录）</translation>
    </message>
    <message>
        <source>there is no space left on the disk. Free some space or choose another folder</source>
        <translation>磁盘空间已满。请释放一些空间或选择其他文件夹</translation>
    </message>
    <message>
        <source>your disk quota is used up. Free some space or choose another folder</source>
        <translation>磁盘配额已用完。请释放一些空间或选择其他文件夹</translation>
    </message>
    <message>
        <source>the file would be larger than this disk allows. Choose another folder</source>
        <translation>文件大小超出此磁盘的限制。请选择其他文件夹</translation>
    </message>
    <message>
        <source>the folder is read-only. Choose another folder</source>
        <translation>文件夹是只读的。请选择其他文件夹</translation>
    </message>
    <message>
        <source>you may not write there. Choose another folder</source>
        <translation>没有在此处写入的权限。请选择其他文件夹</translation>
    </message>
    <message>
        <source>the folder does not exist. Create it or choose another one</source>
        <translation>文件夹不存在。请创建它或选择其他文件夹</translation>
    </message>
    <message>
        <source>the name is too long. Choose a shorter one</source>
        <translation>文件名过长。请换一个较短的名称</translation>
    </message>
    <message>
        <source>the name is a link that leads back to itself. Choose another name</source>
        <translation>此名称是指向自身的链接。请换一个名称</translation>
    </message>
    <message>
        <source>{reason}. Choose another folder</source>
        <translation>{reason}。请选择其他文件夹</translation>
    </message>
    <message>
        <source>“{path}” could not be saved: {reason}.</source>
        <translation>无法保存“{path}”：{reason}。</translation>
    </message>
    <message>
        <source>“{path}” is a folder. Choose a file name inside it.</source>
        <translation>“{path}”是文件夹。请在其中指定文件名。</translation>
    </message>
    <message>
        <source>“{path}” is not a plain file. Choose another name.</source>
        <translation>“{path}”不是普通文件。请换一个名称。</translation>
    </message>
    <message>
        <source>“{path}” is read-only. Choose another name or make it writable.</source>
        <translation>“{path}”是只读的。请换一个名称或将其设为可写。</translation>
    </message>
    <message>
        <source>“{path}” is not a usable file name. Choose another one.</source>
        <translation>“{path}”不是可用的文件名。请换一个名称。</translation>
    </message>
    <message>
        <source>The picture could not be written as TIFF. Choose PNG.</source>
        <translation>无法将图像写为 TIFF。请选择 PNG。</translation>
    </message>
    <message>
        <source>WebP pictures have at most {limit} pixels a side. Choose PNG or JPEG.</source>
        <translation>WebP 图像的边长最多为 {limit} 像素。请选择 PNG 或 JPEG。</translation>
    </message>
    <message>
        <source>the file is too large</source>
        <translation>文件过大</translation>
    </message>
    <message>
        <source>its pixels are of a kind that paintings have no use for</source>
        <translation>其像素格式不适用于绘画</translation>
    </message>
    <message>
        <source>it is damaged or cut short</source>
        <translation>文件已损坏或不完整</translation>
    </message>
    <message>
        <source>“{name}” could not be opened: {reason}.</source>
        <translation>无法打开“{name}”：{reason}。</translation>
    </message>
    <message>
        <source>it is damaged, or not a picture of a known kind</source>
        <translation>文件已损坏，或不是已知格式的图像</translation>
    </message>
    <message>
        <source>it has {width} x {height} pixels; a side may have at most {limit}</source>
        <translation>尺寸为 {width} × {height} 像素；边长最多为 {limit} 像素</translation>
    </message>
    <message>
        <source>it needs more memory than this computer has</source>
        <translation>所需内存超过这台电脑的内存</translation>
    </message>
    <message>
        <source>it is too large; a side may have at most {limit} pixels</source>
        <translation>图像过大；边长最多为 {limit} 像素</translation>
    </message>
    <message>
        <source>there is no whole document in it</source>
        <translation>其中没有完整的文档</translation>
    </message>
    <message>
        <source>there is not enough memory</source>
        <translation>内存不足</translation>
    </message>
    <message>
        <source>its journal is damaged</source>
        <translation>其恢复日志已损坏</translation>
    </message>
    <message>
        <source>its stack.xml holds no layers</source>
        <translation>其 stack.xml 中没有图层</translation>
    </message>
    <message>
        <source>its stack.xml states no size of the canvas</source>
        <translation>其 stack.xml 没有注明画布大小</translation>
    </message>
    <message>
        <source>it has too many layers</source>
        <translation>图层过多</translation>
    </message>
    <message>
        <source>it is not an OpenRaster file</source>
        <translation>不是 OpenRaster 文件</translation>
    </message>
    <message>
        <source>it belongs to another program; save it as OpenRaster (.ora) there</source>
        <translation>它属于其他程序；请在该程序中另存为 OpenRaster (.ora)</translation>
    </message>
    <message>
        <source>its thumbnail is too large</source>
        <translation>其缩略图过大</translation>
    </message>
    <message>
        <source>its layers together are too large</source>
        <translation>其图层总量过大</translation>
    </message>
    <message>
        <source>its record is damaged</source>
        <translation>其记录已损坏</translation>
    </message>
    <message>
        <source>its picture “{name}” is not a PNG image</source>
        <translation>其中的图像“{name}”不是 PNG 图像</translation>
    </message>
    <message>
        <source>its picture “{name}” is too large ({width} x {height} pixels)</source>
        <translation>其中的图像“{name}”过大（{width} × {height} 像素）</translation>
    </message>
    <message>
        <source>its entry “{name}” is damaged</source>
        <translation>其中的条目“{name}”已损坏</translation>
    </message>
    <message>
        <source>its picture “{name}” is not a mask</source>
        <translation>其中的图像“{name}”不是蒙版</translation>
    </message>
    <message>
        <source>There are more than {limit} layers. Merge some of them.</source>
        <translation>图层超过 {limit} 个。请合并其中一些。</translation>
    </message>
    <message>
        <source>The groups are nested more than {limit} deep. Move some of them up.</source>
        <translation>图层组嵌套超过 {limit} 层。请将其中一些移到上级。</translation>
    </message>
    <message>
        <source>Two layers have the same number; one is “{name}”.</source>
        <translation>有两个图层编号相同；其中一个是“{name}”。</translation>
    </message>
    <message>
        <source>The opacity of the layer “{name}” is not a number.</source>
        <translation>图层“{name}”的不透明度不是数字。</translation>
    </message>
    <message>
        <source>its stack.xml holds a document type declaration, which is not allowed</source>
        <translation>其 stack.xml 含有不允许的文档类型声明</translation>
    </message>
    <message>
        <source>its groups are nested too deeply</source>
        <translation>其图层组嵌套过深</translation>
    </message>
    <message>
        <source>its stack.xml is damaged</source>
        <translation>其 stack.xml 已损坏</translation>
    </message>
    <message>
        <source>A layer or mask reaches too far beyond the canvas ({width} x {height} pixels). Erase what lies far outside, or crop the layers.</source>
        <translation>有图层或蒙版超出画布过多（{width} × {height} 像素）。请擦除远在画布之外的内容，或裁剪图层。</translation>
    </message>
    <message>
        <source>a picture in it is not a PNG image</source>
        <translation>其中有图像不是 PNG 图像</translation>
    </message>
    <message>
        <source>a picture in it has a broken PNG header</source>
        <translation>其中有图像的 PNG 文件头已损坏</translation>
    </message>
    <message>
        <source>a picture in it is cut short</source>
        <translation>其中有图像不完整</translation>
    </message>
    <message>
        <source>a picture in it cannot be decoded</source>
        <translation>其中有图像无法解码</translation>
    </message>
    <message>
        <source>a picture in it is damaged (wrong checksum)</source>
        <translation>其中有图像已损坏（校验和错误）</translation>
    </message>
    <message>
        <source>its entry “{name}” is larger than allowed</source>
        <translation>其中的条目“{name}”超过允许的大小</translation>
    </message>
    <message>
        <source>its entry “{name}” is missing</source>
        <translation>缺少条目“{name}”</translation>
    </message>
    <message>
        <source>its entry “{name}” is packed in an unknown way</source>
        <translation>其中的条目“{name}”的压缩方式未知</translation>
    </message>
    <message>
        <source>its layer “{name}” has no picture</source>
        <translation>其图层“{name}”没有图像</translation>
    </message>
    <message>
        <source>the number {name}=“{value}” in its stack.xml is too large</source>
        <translation>其 stack.xml 中的数值 {name}=“{value}”过大</translation>
    </message>
    <message>
        <source>{name}=“{value}” in its stack.xml is not a number</source>
        <translation>其 stack.xml 中的 {name}=“{value}”不是数字</translation>
    </message>
    <message>
        <source>its journal could not be read: {reason}</source>
        <translation>无法读取其恢复日志：{reason}</translation>
    </message>
    <message>
        <source>The quality must be between 1 and 100, not {value}.</source>
        <translation>质量必须在 1 到 100 之间，不能是 {value}。</translation>
    </message>
    <message>
        <source>No upscaler is there: add one in the list of models.</source>
        <translation>没有放大模型：请在模型列表中添加一个。</translation>
    </message>
    <message>
        <source>The enlargement was cancelled.</source>
        <translation>放大已取消。</translation>
    </message>
    <message>
        <source>An image has at most {side} pixels a side.</source>
        <translation>图像的边长最多为 {side} 像素。</translation>
    </message>
    <message>
        <source>The layer with the lines has gone. Choose another one.</source>
        <translation>线稿所在的图层已不存在。请选择其他图层。</translation>
    </message>
    <message>
        <source>There is no task called {name}.</source>
        <translation>没有名为 {name} 的任务。</translation>
    </message>
    <message>
        <source>There is no prefill called {name}.</source>
        <translation>没有名为 {name} 的预填充方式。</translation>
    </message>
    <message>
        <source>There is no intent called {name}.</source>
        <translation>没有名为 {name} 的意图。</translation>
    </message>
    <message>
        <source>The intent {intent} is not done by the task {task}.</source>
        <translation>意图 {intent} 不能由任务 {task} 完成。</translation>
    </message>
    <message>
        <source>The {name} must be between {lowest} and {highest}, not {value}.</source>
        <translation>{name}必须在 {lowest} 到 {highest} 之间，不能是 {value}。</translation>
    </message>
    <message>
        <source>The model “{model}” cannot do {task}.</source>
        <translation>模型“{model}”不支持{task}。</translation>
    </message>
    <message>
        <source>text to image</source>
        <translation>文字生成图像</translation>
    </message>
    <message>
        <source>image to image</source>
        <translation>图像生成图像</translation>
    </message>
    <message>
        <source>inpainting</source>
        <translation>局部重绘</translation>
    </message>
    <message>
        <source>strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>number of steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>guidance scale</source>
        <translation>引导强度</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>weight of the lines</source>
        <translation>线稿权重</translation>
    </message>
    <message>
        <source>start of the lines</source>
        <translation>线稿开始位置</translation>
    </message>
    <message>
        <source>end of the lines</source>
        <translation>线稿结束位置</translation>
    </message>
    <message>
        <source>number of pictures</source>
        <translation>图像张数</translation>
    </message>
    <message>
        <source>grow</source>
        <translation>扩大</translation>
    </message>
    <message>
        <source>feather</source>
        <translation>羽化</translation>
    </message>
    <message>
        <source>blend</source>
        <translation>融合</translation>
    </message>
    <message>
        <source>context</source>
        <translation>周边范围</translation>
    </message>
    <message>
        <source>The LoRA of the model {model} does not fit the model {base} ({reason}).</source>
        <translation>模型 {model} 的 LoRA 与模型 {base} 不匹配（{reason}）。</translation>
    </message>
    <message>
        <source>The model {model} is a variant of the model {base}, which is not here. Add that one first.</source>
        <translation>模型 {model} 是模型 {base} 的变体，但缺少后者。请先添加后者。</translation>
    </message>
    <message>
        <source>The model {model} is incomplete: {part} is missing.</source>
        <translation>模型 {model} 不完整：缺少 {part}。</translation>
    </message>
    <message>
        <source>{name} is too large to be a LoRA.</source>
        <translation>{name} 过大，不可能是 LoRA。</translation>
    </message>
    <message>
        <source>{problem}. Details are in {log}.</source>
        <translation>{problem}。详情见 {log}。</translation>
    </message>
    <message>
        <source>The model process cannot be started: {reason}.</source>
        <translation>无法启动模型进程：{reason}。</translation>
    </message>
    <message>
        <source>Live painting cannot go on: {reason}.</source>
        <translation>实时绘画无法继续：{reason}。</translation>
    </message>
    <message>
        <source>The model “{model}” cannot paint live: it does not refine pictures.</source>
        <translation>模型“{model}”不支持实时绘画：它不能细化图像。</translation>
    </message>
    <message>
        <source>There is not enough memory for live painting. Select a smaller part.</source>
        <translation>内存不足，无法实时绘画。请选择较小的部分。</translation>
    </message>
    <message>
        <source>Strength is 0 to 1.</source>
        <translation>强度应为 0 到 1。</translation>
    </message>
    <message>
        <source>Guidance is 0 to 50.</source>
        <translation>引导强度应为 0 到 50。</translation>
    </message>
    <message>
        <source>Steps are 1 to 200.</source>
        <translation>步数应为 1 到 200。</translation>
    </message>
    <message>
        <source>1 to 16 pictures can be made at once.</source>
        <translation>一次可生成 1 到 16 张图像。</translation>
    </message>
    <message>
        <source>The seed is a whole number from 0 to 2^63 - 1.</source>
        <translation>种子应为 0 到 2^63 - 1 的整数。</translation>
    </message>
    <message>
        <source>Sides are 8 to 8192 pixels.</source>
        <translation>边长应为 8 到 8192 像素。</translation>
    </message>
    <message>
        <source>A first pass is no larger than the picture.</source>
        <translation>首次生成的尺寸不能大于图像。</translation>
    </message>
    <message>
        <source>There are too many controls.</source>
        <translation>控制过多。</translation>
    </message>
    <message>
        <source>A control&apos;s weight is 0 to 2.</source>
        <translation>控制的权重应为 0 到 2。</translation>
    </message>
    <message>
        <source>A control lasts from a share of the steps to a later one, both 0 to 1.</source>
        <translation>控制的起止位置是步数的比例，均应为 0 到 1，且结束晚于开始。</translation>
    </message>
    <message>
        <source>The control {name} fits no model here: it is made for models whose blocks are {widths} channels wide. Add the model it belongs to first.</source>
        <translation>控制模型 {name} 与这里的模型都不匹配：它适用于各模块通道数为 {widths} 的模型。请先添加它所属的模型。</translation>
    </message>
    <message>
        <source>The control {name} is incomplete: it has no weights.</source>
        <translation>控制模型 {name} 不完整：没有权重。</translation>
    </message>
    <message>
        <source>{name} is a control of no known kind of model. Use its diffusers folder instead.</source>
        <translation>{name} 不是已知模型类型的控制模型。请改用其 diffusers 文件夹。</translation>
    </message>
    <message>
        <source>It cannot be told what the control {name} is guided by. Put one of these words into its name: {words}.</source>
        <translation>无法判断控制模型 {name} 以何种图像引导。请在其名称中加入以下词语之一：{words}。</translation>
    </message>
    <message>
        <source>{name} is too large to be a control.</source>
        <translation>{name} 过大，不可能是控制模型。</translation>
    </message>
    <message>
        <source>The control {name} cannot be loaded; its files may be damaged or of another kind than they say ({reason}).</source>
        <translation>无法载入控制模型 {name}；其文件可能已损坏，或与所称类型不符（{reason}）。</translation>
    </message>
    <message>
        <source>No upscaler is named for the enlargement.</source>
        <translation>未指明用于放大的放大模型。</translation>
    </message>
    <message>
        <source>A picture has three or four channels.</source>
        <translation>图像应有三个或四个通道。</translation>
    </message>
    <message>
        <source>A side grows up to four times.</source>
        <translation>边长最多放大到四倍。</translation>
    </message>
    <message>
        <source>There is no upscaler {model}: add it again.</source>
        <translation>没有放大模型 {model}：请重新添加它。</translation>
    </message>
    <message>
        <source>{name} is not an upscaler.</source>
        <translation>{name} 不是放大模型。</translation>
    </message>
    <message>
        <source>{name} cannot be read: {reason}.</source>
        <translation>无法读取 {name}：{reason}。</translation>
    </message>
    <message>
        <source>{name} holds pickled weights, which can run any program when opened, so they are never loaded. Look for a .safetensors version of this model.</source>
        <translation>{name} 含有 pickle 格式的权重，打开时可运行任意程序，因此绝不载入。请寻找此模型的 .safetensors 版本。</translation>
    </message>
    <message>
        <source>{name} is not a readable .safetensors file. It may be damaged or only partly downloaded, or a pickle under another name; those are refused because they can run any program.</source>
        <translation>{name} 不是可读取的 .safetensors 文件。它可能已损坏或未下载完整，也可能是改了名的 pickle 文件；后者可运行任意程序，因此拒绝载入。</translation>
    </message>
    <message>
        <source>There is no model at {source}.</source>
        <translation>{source} 处没有模型。</translation>
    </message>
    <message>
        <source>The folder {name} is not a diffusers model: it has no model_index.json. Pick the folder that holds that file, or a .safetensors file.</source>
        <translation>文件夹 {name} 不是 diffusers 模型：其中没有 model_index.json。请选择包含该文件的文件夹，或 .safetensors 文件。</translation>
    </message>
    <message>
        <source>Models of the kind {kind} are not known here. Known are: {known}.</source>
        <translation>不支持 {kind} 类型的模型。支持的类型：{known}。</translation>
    </message>
    <message>
        <source>The model {model} is incomplete: it names no {part}.</source>
        <translation>模型 {model} 不完整：未指明 {part}。</translation>
    </message>
    <message>
        <source>The model {model} wants to run {program} as its {part}, which is not known here. Only models without code of their own can be used.</source>
        <translation>模型 {model} 要以 {program} 作为其 {part} 运行，但此处不识别它。只能使用不含自带代码的模型。</translation>
    </message>
    <message>
        <source>The model {model} is incomplete: its folder {part} is missing.</source>
        <translation>模型 {model} 不完整：缺少文件夹 {part}。</translation>
    </message>
    <message>
        <source>The model {model} is incomplete: {part} has no weights.</source>
        <translation>模型 {model} 不完整：{part} 没有权重。</translation>
    </message>
    <message>
        <source>{name} is not a single file of a known kind ({known}). Use the model&apos;s diffusers folder instead.</source>
        <translation>{name} 不是已知类型的单文件模型（{known}）。请改用该模型的 diffusers 文件夹。</translation>
    </message>
    <message>
        <source>{name} of the model does not hold a configuration.</source>
        <translation>模型的 {name} 中没有配置。</translation>
    </message>
    <message>
        <source>The model {model} has not been downloaded yet.</source>
        <translation>模型 {model} 尚未下载。</translation>
    </message>
    <message>
        <source>{name} is a LoRA, not a whole model.</source>
        <translation>{name} 是 LoRA，而不是完整的模型。</translation>
    </message>
    <message>
        <source>The model {model} cannot be used: {reason}.</source>
        <translation>无法使用模型 {model}：{reason}。</translation>
    </message>
    <message>
        <source>{name} is too large to be a model&apos;s configuration.</source>
        <translation>{name} 过大，不可能是模型配置。</translation>
    </message>
    <message>
        <source>{name} of the model cannot be read: {reason}.</source>
        <translation>无法读取模型的 {name}：{reason}。</translation>
    </message>
    <message>
        <source>The download of {model} was cancelled.</source>
        <translation>{model} 的下载已取消。</translation>
    </message>
    <message>
        <source>Not enough memory for {width} x {height} pixels with this model. Make the picture smaller, close other programs, or pick a smaller model.</source>
        <translation>内存不足，此模型无法处理 {width} × {height} 像素。请缩小图像、关闭其他程序，或选择较小的模型。</translation>
    </message>
    <message>
        <source>The model computed no valid picture (values overflowed). Try a lower guidance, another size or another model.</source>
        <translation>模型未算出有效图像（数值溢出）。请降低引导强度，或换一个尺寸或模型。</translation>
    </message>
    <message>
        <source>The model could not be loaded ahead of its first job.</source>
        <translation>无法在第一个任务之前载入模型。</translation>
    </message>
    <message>
        <source>The model stopped with an unexpected error.</source>
        <translation>模型因意外错误停止。</translation>
    </message>
    <message>
        <source>The model computed no valid picture. Try another size or model.</source>
        <translation>模型未算出有效图像。请换一个尺寸或模型。</translation>
    </message>
    <message>
        <source>Live painting stopped with an unexpected error.</source>
        <translation>实时绘画因意外错误停止。</translation>
    </message>
    <message>
        <source>Not enough memory for live painting with this model.</source>
        <translation>内存不足，无法用此模型实时绘画。</translation>
    </message>
    <message>
        <source>The model {model} cannot be loaded; its files may be damaged or of another kind than they say ({reason}).</source>
        <translation>无法载入模型 {model}；其文件可能已损坏，或与所称类型不符（{reason}）。</translation>
    </message>
    <message>
        <source>The model {model} cannot do this task ({task}).</source>
        <translation>模型 {model} 不支持此任务（{task}）。</translation>
    </message>
    <message>
        <source>Width and height must be multiples of {multiple} for the model {model}.</source>
        <translation>模型 {model} 要求宽度和高度为 {multiple} 的倍数。</translation>
    </message>
    <message>
        <source>The model {model} knows no control of the kind {kind}.</source>
        <translation>模型 {model} 不支持 {kind} 类型的控制。</translation>
    </message>
    <message>
        <source>There is no model {model}. Pick another one, or add it again.</source>
        <translation>没有模型 {model}。请选择其他模型，或重新添加它。</translation>
    </message>
    <message>
        <source>{source} cannot be read: {reason}.</source>
        <translation>无法读取 {source}：{reason}。</translation>
    </message>
    <message>
        <source>{source} cannot be added; the worker&apos;s log says why.</source>
        <translation>无法添加 {source}；原因见模型进程的日志。</translation>
    </message>
    <message>
        <source>it ends too early or is damaged</source>
        <translation>文件不完整或已损坏</translation>
    </message>
    <message>
        <source>a tip of {width} x {height} pixels is empty or too large</source>
        <translation>有一个 {width} × {height} 像素的笔尖为空或过大</translation>
    </message>
    <message>
        <source>it holds more tips than can be read at once</source>
        <translation>其中的笔尖过多，无法一次读取</translation>
    </message>
    <message>
        <source>a tip is empty</source>
        <translation>有笔尖为空</translation>
    </message>
    <message>
        <source>it is no GIMP brush</source>
        <translation>不是 GIMP 画笔</translation>
    </message>
    <message>
        <source>it is no GIMP brush pipe</source>
        <translation>不是 GIMP 画笔管道（动画笔刷）</translation>
    </message>
    <message>
        <source>it is no GIMP brush, or one of a kind that is not known</source>
        <translation>不是 GIMP 画笔，或其类型未知</translation>
    </message>
    <message>
        <source>it holds no brush tips</source>
        <translation>其中没有笔尖</translation>
    </message>
    <message>
        <source>it is no Photoshop brush file, or one of a kind that is not known</source>
        <translation>不是 Photoshop 画笔文件，或其类型未知</translation>
    </message>
    <message>
        <source>it holds no brush tips that can be read</source>
        <translation>其中没有可读取的笔尖</translation>
    </message>
    <message>
        <source>its tips are of a kind that is not known</source>
        <translation>其笔尖类型未知</translation>
    </message>
    <message>
        <source>it is no MyPaint brush, or one of before 2012</source>
        <translation>不是 MyPaint 画笔，或是 2012 年之前的版本</translation>
    </message>
    <message>
        <source>it is no MyPaint brush, or one of another version</source>
        <translation>不是 MyPaint 画笔，或版本不同</translation>
    </message>
    <message>
        <source>it is no brush file</source>
        <translation>不是画笔文件</translation>
    </message>
    <message>
        <source>it was made by a newer version of this program</source>
        <translation>由本程序的更新版本创建</translation>
    </message>
    <message>
        <source>it holds no brushes, or too many</source>
        <translation>其中没有画笔，或画笔过多</translation>
    </message>
    <message>
        <source>a picture in it is damaged</source>
        <translation>其中有图像已损坏</translation>
    </message>
    <message>
        <source>a picture in it is not grey</source>
        <translation>其中有图像不是灰度图像</translation>
    </message>
    <message>
        <source>“{name}” is damaged: {reason}</source>
        <translation>“{name}”已损坏：{reason}</translation>
    </message>
    <message>
        <source>brush files end in {known}</source>
        <translation>画笔文件的扩展名为 {known}</translation>
    </message>
    <message>
        <source>Brushes cannot be written as “{suffix}”. Use {known}.</source>
        <translation>无法将画笔写为“{suffix}”。请使用 {known}。</translation>
    </message>
    <message>
        <source>GIMP&apos;s brush files hold the bitmap tip of one brush. Use .paintbrush.</source>
        <translation>GIMP 画笔文件只能保存单个画笔的位图笔尖。请使用 .paintbrush。</translation>
    </message>
    <message>
        <source>A brush is a JSON object.</source>
        <translation>画笔应为 JSON 对象。</translation>
    </message>
    <message>
        <source>A curve of this brush is not a list of points.</source>
        <translation>此画笔的某条曲线不是控制点列表。</translation>
    </message>
    <message>
        <source>A picture of a brush is given by its name.</source>
        <translation>画笔的图像应以名称给出。</translation>
    </message>
    <message>
        <source>The brush&apos;s picture “{name}” is missing.</source>
        <translation>缺少画笔的图像“{name}”。</translation>
    </message>
    <message>
        <source>The dynamics of a brush are JSON objects.</source>
        <translation>画笔的动态应为 JSON 对象。</translation>
    </message>
    <message>
        <source>The dynamics of a brush are a list of at most 128.</source>
        <translation>画笔的动态应为最多 128 项的列表。</translation>
    </message>
    <message>
        <source>There is no sensor “{name}”.</source>
        <translation>没有传感器“{name}”。</translation>
    </message>
    <message>
        <source>“{name}” cannot be driven.</source>
        <translation>“{name}”不能被驱动。</translation>
    </message>
    <message>
        <source>“{name}” has an unknown value.</source>
        <translation>“{name}”的值未知。</translation>
    </message>
    <message>
        <source>“{name}” is neither true nor false.</source>
        <translation>“{name}”既不是 true 也不是 false。</translation>
    </message>
    <message>
        <source>“{name}” is not a number.</source>
        <translation>“{name}”不是数字。</translation>
    </message>
    <message>
        <source>“{name}” is out of range.</source>
        <translation>“{name}”超出范围。</translation>
    </message>
    <message>
        <source>paintapp brushes</source>
        <translation>paintapp 画笔</translation>
    </message>
    <message>
        <source>MyPaint brush</source>
        <translation>MyPaint 画笔</translation>
    </message>
    <message>
        <source>GIMP brush</source>
        <translation>GIMP 画笔</translation>
    </message>
    <message>
        <source>GIMP brush pipe</source>
        <translation>GIMP 画笔管道</translation>
    </message>
    <message>
        <source>Photoshop brushes</source>
        <translation>Photoshop 画笔</translation>
    </message>
    <message>
        <source>it is not a PNG image</source>
        <translation>不是 PNG 图像</translation>
    </message>
    <message>
        <source>That is not a usable file name. Choose another one.</source>
        <translation>这不是可用的文件名。请换一个名称。</translation>
    </message>
    <message>
        <source>Files ending in “{suffix}” cannot be written. Use one of {known}.</source>
        <translation>无法写入扩展名为“{suffix}”的文件。请使用以下之一：{known}。</translation>
    </message>
    <message>
        <source>“{path}” is a folder. Choose a file inside it.</source>
        <translation>“{path}”是文件夹。请选择其中的文件。</translation>
    </message>
    <message>
        <source>“{path}” does not exist. Check the name.</source>
        <translation>“{path}”不存在。请检查名称。</translation>
    </message>
    <message>
        <source>you may not read it</source>
        <translation>没有读取权限</translation>
    </message>
    <message>
        <source>Names without an extension cannot be written. Use one of {known}.</source>
        <translation>文件名须有扩展名。请使用以下之一：{known}。</translation>
    </message>
    <message>
        <source>“{path}” could not be saved: there is not enough memory. Close something else.</source>
        <translation>无法保存“{path}”：内存不足。请关闭其他程序。</translation>
    </message>
    <message>
        <source>The model process stopped{reason}. Press Generate to try again.</source>
        <translation>模型进程已停止{reason}。点击“生成”重试。</translation>
    </message>
    <message>
        <source>The model process stopped{reason}; it is starting again.</source>
        <translation>模型进程已停止{reason}；正在重新启动。</translation>
    </message>
    <message>
        <source>The model process stops again and again{reason}. Details are in {log}.</source>
        <translation>模型进程反复停止{reason}。详情见 {log}。</translation>
    </message>
    <message>
        <source> (it was killed, perhaps because memory ran out)</source>
        <translation>（进程被终止，可能是内存耗尽）</translation>
    </message>
    <message>
        <source>The new canvas must hold some of the old one.</source>
        <translation>新画布必须包含原画布的一部分。</translation>
    </message>
    <message>
        <source>Drag an edge of the canvas outwards first.</source>
        <translation>请先向外拖动画布的一条边。</translation>
    </message>
    <message>
        <source>There is no model “{model}”. Choose another one or add it first.</source>
        <translation>没有模型“{model}”。请选择其他模型或先添加它。</translation>
    </message>
    <message>
        <source>There is not enough memory to prepare this. Select a smaller part.</source>
        <translation>内存不足，无法准备。请选择较小的部分。</translation>
    </message>
    <message>
        <source>The picture could not be prepared: {reason}.</source>
        <translation>无法准备图像：{reason}。</translation>
    </message>
    <message>
        <source>The picture could not be made: {reason}.</source>
        <translation>无法生成图像：{reason}。</translation>
    </message>
    <message>
        <source>Say in the prompt what to add.</source>
        <translation>请在提示词中写明要添加什么。</translation>
    </message>
    <message>
        <source>The mask is empty: select or paint the part to change first.</source>
        <translation>蒙版为空：请先选择或涂出要改变的部分。</translation>
    </message>
    <message>
        <source>Nothing is selected within the frame: drag it over the selection.</source>
        <translation>取景框内没有选区：请将它拖到选区上。</translation>
    </message>
    <message>
        <source>The frame lies outside the canvas: drag it back.</source>
        <translation>取景框在画布之外：请将它拖回。</translation>
    </message>
    <message>
        <source>Nothing is selected: select or paint the part to change first.</source>
        <translation>没有选区：请先选择或涂出要改变的部分。</translation>
    </message>
    <message>
        <source>Choose a model first.</source>
        <translation>请先选择模型。</translation>
    </message>
    <message>
        <source>The frame is empty: drag it larger.</source>
        <translation>取景框为空：请将它拖大。</translation>
    </message>
    <message>
        <source>The {name} is too long: at most {limit} characters.</source>
        <translation>{name}过长：最多 {limit} 个字符。</translation>
    </message>
    <message>
        <source>The result could not be kept on disk in {folder}: {reason}. Apply it now to keep it.</source>
        <translation>无法将结果保存到磁盘上的 {folder}：{reason}。请立即应用以保留它。</translation>
    </message>
    <message>
        <source>The result could not be kept on disk: {reason}.</source>
        <translation>无法将结果保存到磁盘：{reason}。</translation>
    </message>
    <message>
        <source>The result {id} says that it is from the future.</source>
        <translation>结果 {id} 的时间标记在未来。</translation>
    </message>
    <message>
        <source>The result {id} cannot be kept: {reason}.</source>
        <translation>无法保存结果 {id}：{reason}。</translation>
    </message>
    <message>
        <source>The star could not be kept in {folder}: {reason}.</source>
        <translation>无法在 {folder} 中保存星标：{reason}。</translation>
    </message>
    <message>
        <source>The result {path} cannot be removed: {reason}.</source>
        <translation>无法移除结果 {path}：{reason}。</translation>
    </message>
    <message>
        <source>The results in {folder} cannot be listed: {reason}.</source>
        <translation>无法列出 {folder} 中的结果：{reason}。</translation>
    </message>
    <message>
        <source>There is no result called “{id}”.</source>
        <translation>没有名为“{id}”的结果。</translation>
    </message>
    <message>
        <source>it has the unknown version {version}</source>
        <translation>版本 {version} 未知</translation>
    </message>
    <message>
        <source>its picture has another size than its record says</source>
        <translation>其图像尺寸与记录不符</translation>
    </message>
    <message>
        <source>it is too large</source>
        <translation>文件过大</translation>
    </message>
    <message>
        <source>The result {path} cannot be read: {reason}.</source>
        <translation>无法读取结果 {path}：{reason}。</translation>
    </message>
    <message>
        <source>prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>negative prompt</source>
        <translation>负面提示词</translation>
    </message>
    <message>
        <source>Select what should stay before its background is replaced.</source>
        <translation>请先选择要保留的部分，再替换其背景。</translation>
    </message>
    <message>
        <source>The result is no longer there.</source>
        <translation>结果已不存在。</translation>
    </message>
</context>
<context>
    <name>LayerCommands</name>
    <message>
        <source>Layer</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>New layer</source>
        <translation>新建图层</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>组</translation>
    </message>
    <message>
        <source>Group layers</source>
        <translation>编组图层</translation>
    </message>
    <message>
        <source>Ungroup</source>
        <translation>取消编组</translation>
    </message>
    <message>
        <source>Duplicate layer</source>
        <translation>复制图层</translation>
    </message>
    <message>
        <source> copy</source>
        <translation> 副本</translation>
    </message>
    <message>
        <source>Delete layer</source>
        <translation>删除图层</translation>
    </message>
    <message>
        <source>Rasterise</source>
        <translation>栅格化</translation>
    </message>
    <message>
        <source>Merge layers</source>
        <translation>合并图层</translation>
    </message>
    <message>
        <source>Flatten image</source>
        <translation>拼合图像</translation>
    </message>
    <message>
        <source>Flattened</source>
        <translation>已拼合</translation>
    </message>
    <message>
        <source>Raise layer</source>
        <translation>上移图层</translation>
    </message>
    <message>
        <source>Lower layer</source>
        <translation>下移图层</translation>
    </message>
    <message>
        <source>Move layer</source>
        <translation>移动图层</translation>
    </message>
    <message>
        <source>Rename layer</source>
        <translation>重命名图层</translation>
    </message>
    <message>
        <source>Show layer</source>
        <translation>显示图层</translation>
    </message>
    <message>
        <source>Hide layer</source>
        <translation>隐藏图层</translation>
    </message>
    <message>
        <source>Lock layer</source>
        <translation>锁定图层</translation>
    </message>
    <message>
        <source>Lock transparency</source>
        <translation>锁定透明度</translation>
    </message>
    <message>
        <source>Lock position</source>
        <translation>锁定位置</translation>
    </message>
    <message>
        <source>Reference layer</source>
        <translation>参考图层</translation>
    </message>
    <message>
        <source>Clip to layer below</source>
        <translation>剪贴到下方图层</translation>
    </message>
    <message>
        <source>Switch mask</source>
        <translation>切换蒙版</translation>
    </message>
    <message>
        <source>Add mask</source>
        <translation>添加蒙版</translation>
    </message>
    <message>
        <source>Remove mask</source>
        <translation>移除蒙版</translation>
    </message>
    <message>
        <source>Apply mask</source>
        <translation>应用蒙版</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>Select what is to repeat first.</source>
        <translation>请先选择要重复的部分。</translation>
    </message>
    <message>
        <source>A pattern has sides of at most {most} pixels.</source>
        <translation>图案边长最多为 {most} 像素。</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>图案</translation>
    </message>
    <message>
        <source>The pattern could not be kept: {reason}</source>
        <translation>无法保存图案：{reason}</translation>
    </message>
</context>
<context>
    <name>LayerRows</name>
    <message>
        <source>Hide layer</source>
        <translation>隐藏图层</translation>
    </message>
    <message>
        <source>Show layer</source>
        <translation>显示图层</translation>
    </message>
    <message>
        <source>Mask: click to paint on it, Shift+click to switch it on or off, Ctrl+click to select what it shows</source>
        <translation>蒙版：点击在其上绘画，Shift+点击启用或停用，Ctrl+点击选择其显示的部分</translation>
    </message>
    <message>
        <source>Ctrl+click selects what the layer covers; with Shift it is added</source>
        <translation>Ctrl+点击选择图层内容；加按 Shift 则添加到选区</translation>
    </message>
</context>
<context>
    <name>LayerSection</name>
    <message>
        <source>Cut out the subject</source>
        <translation>抠出主体</translation>
    </message>
    <message>
        <source>Applied results show only what stands out of them, by a mask you can paint on</source>
        <translation>应用结果时用蒙版只显示其主体，蒙版可继续绘制</translation>
    </message>
</context>
<context>
    <name>LayersPanel</name>
    <message>
        <source>Blend mode</source>
        <translation>混合模式</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>不透明度</translation>
    </message>
    <message>
        <source>Opacity of the layer</source>
        <translation>图层的不透明度</translation>
    </message>
    <message>
        <source>Switch mask</source>
        <translation>切换蒙版</translation>
    </message>
    <message>
        <source>Layer opacity</source>
        <translation>图层不透明度</translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message>
        <source>The window closes when the queue is empty.</source>
        <translation>队列清空后窗口将关闭。</translation>
    </message>
    <message>
        <source>Stay open</source>
        <translation>保持打开</translation>
    </message>
</context>
<context>
    <name>LinesSection</name>
    <message>
        <source>Lines to follow</source>
        <translation>要遵循的线稿</translation>
    </message>
    <message>
        <source>The model keeps to these lines: of a drawing its ink, of a painting its edges. The layer may be hidden.</source>
        <translation>模型会遵循这些线条：线稿取其墨线，绘画取其边缘。图层可以隐藏。</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>How closely the picture follows the lines</source>
        <translation>图像贴近线稿的程度</translation>
    </message>
    <message>
        <source>From step to step</source>
        <translation>起止步骤</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>From when on the lines count</source>
        <translation>线稿从何时开始起作用</translation>
    </message>
    <message>
        <source>End</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Until when the lines count; after that the model is free</source>
        <translation>线稿到何时为止起作用；此后模型自由发挥</translation>
    </message>
    <message>
        <source>(missing layer)</source>
        <translation>（图层已不存在）</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Whole picture</source>
        <translation>整幅图像</translation>
    </message>
</context>
<context>
    <name>LiveBar</name>
    <message>
        <source>Live painting</source>
        <translation>实时绘画</translation>
    </message>
    <message>
        <source>Live · waits for the job</source>
        <translation>实时 · 等待任务</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>How far the live picture may go: 0% is your canvas, 100% leaves little of it</source>
        <translation>实时图像可偏离多远：0% 即您的画布，100% 几乎不保留画布</translation>
    </message>
    <message>
        <source>Another picture of the same canvas</source>
        <translation>为同一画布换一张图像</translation>
    </message>
    <message>
        <source>Beside the canvas</source>
        <translation>在画布旁</translation>
    </message>
    <message>
        <source>Over the canvas</source>
        <translation>在画布上</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>不透明度</translation>
    </message>
    <message>
        <source>Of the picture over the canvas; it steps back while you draw</source>
        <translation>画布上图像的不透明度；绘画时自动淡出</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Make this picture a layer (Ctrl+Shift+L)</source>
        <translation>将此图像变为图层（Ctrl+Shift+L）</translation>
    </message>
    <message>
        <source>Stop live painting (Ctrl+L)</source>
        <translation>停止实时绘画（Ctrl+L）</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
</context>
<context>
    <name>LiveController</name>
    <message>
        <source>Live · waits for the job</source>
        <translation>实时 · 等待任务</translation>
    </message>
    <message>
        <source>Live · getting ready</source>
        <translation>实时 · 正在准备</translation>
    </message>
    <message>
        <source>Live · keeping…</source>
        <translation>实时 · 正在保留…</translation>
    </message>
    <message>
        <source>Live · painting</source>
        <translation>实时 · 正在绘制</translation>
    </message>
    <message>
        <source>Live · {pace} pictures/s</source>
        <translation>实时 · {pace} 张/秒</translation>
    </message>
    <message>
        <source>Live · up to date</source>
        <translation>实时 · 已是最新</translation>
    </message>
</context>
<context>
    <name>LivePreview</name>
    <message>
        <source>A stroke of this brush</source>
        <translation>此画笔的一笔</translation>
    </message>
</context>
<context>
    <name>LiveView</name>
    <message>
        <source>Live picture</source>
        <translation>实时图像</translation>
    </message>
    <message>
        <source>The picture appears here while you paint.</source>
        <translation>绘画时图像会出现在这里。</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Transform</source>
        <translation>变换(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Draw</source>
        <translation>绘画(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Image</source>
        <translation>图像(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Layer</source>
        <translation>图层(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Select</source>
        <translation>选择(&amp;S)</translation>
    </message>
    <message>
        <source>From &amp;layer</source>
        <translation>从图层(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Generate</source>
        <translation>生成(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
</context>
<context>
    <name>ModelList</name>
    <message>
        <source>The download of “{model}” was cancelled.</source>
        <translation>“{model}”的下载已取消。</translation>
    </message>
    <message>
        <source>“{model}” has been added.</source>
        <translation>已添加“{model}”。</translation>
    </message>
    <message>
        <source>The control “{name}” has been added: models it fits now follow lines.</source>
        <translation>已添加控制模型“{name}”：与之匹配的模型现在可遵循线稿。</translation>
    </message>
    <message>
        <source>The upscaler “{name}” has been added: Image &gt; Enlarge uses it.</source>
        <translation>已添加放大模型“{name}”：“图像 &gt; 用模型放大”会使用它。</translation>
    </message>
    <message>
        <source>The list of models could not be kept: {reason}.</source>
        <translation>无法保存模型列表：{reason}。</translation>
    </message>
    <message>
        <source>The model process is not running; Generate starts it.</source>
        <translation>模型进程未运行；点击“生成”即可启动。</translation>
    </message>
    <message>
        <source>The model process is starting again.</source>
        <translation>模型进程正在重新启动。</translation>
    </message>
    <message>
        <source>The model is warming up.</source>
        <translation>模型正在预热。</translation>
    </message>
    <message>
        <source>Choose a model in the Generate panel.</source>
        <translation>请在“生成”面板中选择模型。</translation>
    </message>
    <message>
        <source>the processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>{model} on {device}</source>
        <translation>{model}，运行于 {device}</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>重新启动</translation>
    </message>
    <message>
        <source>Use “{model}”</source>
        <translation>使用“{model}”</translation>
    </message>
</context>
<context>
    <name>ModelRow</name>
    <message>
        <source>Remove this model from the list</source>
        <translation>从列表中移除此模型</translation>
    </message>
</context>
<context>
    <name>ModelSection</name>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Add or remove models</source>
        <translation>添加或移除模型</translation>
    </message>
    <message>
        <source>Add a model…</source>
        <translation>添加模型…</translation>
    </message>
    <message>
        <source>Remove this model from the list</source>
        <translation>从列表中移除此模型</translation>
    </message>
    <message>
        <source>Show all models</source>
        <translation>显示全部模型</translation>
    </message>
    <message>
        <source>{model} (not there)</source>
        <translation>{model}（不存在）</translation>
    </message>
    <message>
        <source>The model is warming up.</source>
        <translation>模型正在预热。</translation>
    </message>
    <message>
        <source>best at {width} × {height}</source>
        <translation>最适合 {width} × {height}</translation>
    </message>
</context>
<context>
    <name>Models</name>
    <message>
        <source>Starter (picture book)</source>
        <translation>入门模型（绘本）</translation>
    </message>
    <message>
        <source>Starter, quick</source>
        <translation>入门模型（快速）</translation>
    </message>
    <message>
        <source>Starter lines</source>
        <translation>入门模型（线稿）</translation>
    </message>
    <message>
        <source>Starter cut-outs</source>
        <translation>入门模型（抠图）</translation>
    </message>
    <message>
        <source>Starter upscaler 2x</source>
        <translation>入门模型（放大 2 倍）</translation>
    </message>
    <message>
        <source>MIT (weights); drawings learnt from: see SOURCES.md</source>
        <translation>MIT（权重）；所学画作见 SOURCES.md</translation>
    </message>
    <message>
        <source>Without a model</source>
        <translation>不用模型</translation>
    </message>
</context>
<context>
    <name>NameDialog</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>NamingDialog</name>
    <message>
        <source>Ink, Texture</source>
        <translation>墨水, 纹理</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
</context>
<context>
    <name>NewDocumentDialog</name>
    <message>
        <source>New document</source>
        <translation>新建文档</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>自定义</translation>
    </message>
    <message>
        <source> px</source>
        <translation> 像素</translation>
    </message>
    <message>
        <source> ppi</source>
        <translation> ppi</translation>
    </message>
    <message>
        <source>White paper as the lowest layer</source>
        <translation>最底层为白纸</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>分辨率</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>纸张</translation>
    </message>
    <message>
        <source>Layer 1</source>
        <translation>图层 1</translation>
    </message>
</context>
<context>
    <name>NoticeLine</name>
    <message>
        <source>Dismiss</source>
        <translation>关闭提示</translation>
    </message>
</context>
<context>
    <name>Pad</name>
    <message>
        <source>Pad to try the pen on</source>
        <translation>试笔板</translation>
    </message>
    <message>
        <source>Draw here</source>
        <translation>在此试画</translation>
    </message>
</context>
<context>
    <name>ParameterRow</name>
    <message>
        <source>What drives it: pressure, speed, …</source>
        <translation>由什么驱动：压力、速度…</translation>
    </message>
</context>
<context>
    <name>PatternButton</name>
    <message>
        <source>{name}
Right click forgets it</source>
        <translation>{name}
右键点击可移除</translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>首选项</translation>
    </message>
    <message>
        <source>Pressure of the pen</source>
        <translation>压感</translation>
    </message>
    <message>
        <source>pressed</source>
        <translation>按压</translation>
    </message>
    <message>
        <source>painted</source>
        <translation>着色</translation>
    </message>
    <message>
        <source>Soft</source>
        <translation>偏软</translation>
    </message>
    <message>
        <source>A light hand paints strongly</source>
        <translation>轻压即可画得浓重</translation>
    </message>
    <message>
        <source>Straight</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>As the pen reports it</source>
        <translation>与笔报告的压力一致</translation>
    </message>
    <message>
        <source>Firm</source>
        <translation>偏硬</translation>
    </message>
    <message>
        <source>Only a heavy hand paints strongly</source>
        <translation>重压才能画得浓重</translation>
    </message>
    <message>
        <source>Clear the pad</source>
        <translation>清空试笔板</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
</context>
<context>
    <name>PresetBrowser</name>
    <message>
        <source>Search brushes</source>
        <translation>搜索画笔</translation>
    </message>
    <message>
        <source>Show only brushes of one kind</source>
        <translation>只显示一类画笔</translation>
    </message>
    <message>
        <source>Kind of brush</source>
        <translation>画笔类别</translation>
    </message>
    <message>
        <source>Show only brushes with a star</source>
        <translation>只显示加星标的画笔</translation>
    </message>
    <message>
        <source>All brushes</source>
        <translation>全部画笔</translation>
    </message>
</context>
<context>
    <name>PresetGrid</name>
    <message>
        <source>Brushes</source>
        <translation>画笔</translation>
    </message>
</context>
<context>
    <name>PresetPicker</name>
    <message>
        <source>Brushes</source>
        <translation>画笔</translation>
    </message>
</context>
<context>
    <name>Progress</name>
    <message>
        <source>{text}
Click to see the queue</source>
        <translation>{text}
点击查看队列</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>正在取消…</translation>
    </message>
    <message>
        <source>Waiting for the model…</source>
        <translation>正在等待模型…</translation>
    </message>
    <message>
        <source>Waiting…</source>
        <translation>等待中…</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Loading the model…</source>
        <translation>正在载入模型…</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在开始…</translation>
    </message>
    <message>
        <source>Reading the picture…</source>
        <translation>正在读取图像…</translation>
    </message>
    <message>
        <source>Step {step} of {steps}</source>
        <translation>第 {step} 步，共 {steps} 步</translation>
    </message>
    <message>
        <source>Finishing…</source>
        <translation>正在收尾…</translation>
    </message>
    <message>
        <source>{seconds} s left</source>
        <translation>剩余 {seconds} 秒</translation>
    </message>
    <message>
        <source>{minutes} min left</source>
        <translation>剩余 {minutes} 分钟</translation>
    </message>
</context>
<context>
    <name>ProgressField</name>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
</context>
<context>
    <name>PromptBar</name>
    <message>
        <source>Generate</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Say what the picture should show</source>
        <translation>描述图像应呈现的内容</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>How much may change: 0% keeps the picture, 100% makes a new one</source>
        <translation>允许改变多少：0% 保持原图，100% 全新生成</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>张数</translation>
    </message>
    <message>
        <source>How many variations to make</source>
        <translation>生成多少个变体</translation>
    </message>
    <message>
        <source>The size the model works at, in pixels</source>
        <translation>模型工作的尺寸（像素）</translation>
    </message>
</context>
<context>
    <name>QAbstractFileIconProvider</name>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>%1 File</source>
        <translation>%1 文件</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>&amp;Look in:</source>
        <translation>查找范围(&amp;L)：</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>文件类型(&amp;T)：</translation>
    </message>
</context>
<context>
    <name>QueuePanel</name>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
</context>
<context>
    <name>RecentMenu</name>
    <message>
        <source>Open recent</source>
        <translation>最近打开</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>暂无</translation>
    </message>
</context>
<context>
    <name>Recovery</name>
    <message>
        <source>What was not saved could not be recovered.</source>
        <translation>无法恢复未保存的内容。</translation>
    </message>
    <message>
        <source>Your steps are being kept again.</source>
        <translation>操作步骤已恢复自动保存。</translation>
    </message>
    <message>
        <source>The disk is full: your steps are no longer kept in case the program ends unexpectedly. Free some space, and save your work.</source>
        <translation>磁盘已满：不再保存操作步骤以防程序意外退出。请释放一些空间，并保存您的作品。</translation>
    </message>
    <message>
        <source>Your steps cannot be kept in case the program ends unexpectedly ({reason}). Save your work often.</source>
        <translation>无法保存操作步骤以防程序意外退出（{reason}）。请经常保存您的作品。</translation>
    </message>
    <message>
        <source>Recovered</source>
        <translation>已恢复</translation>
    </message>
    <message>
        <source>Recovering {name}</source>
        <translation>正在恢复 {name}</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>Recovered “{name}” as it was at {time}. It is not saved.</source>
        <translation>已恢复“{name}”在 {time} 的状态，尚未保存。</translation>
    </message>
    <message>
        <source>Its file has been changed since: saving asks for a file name.</source>
        <translation>其文件此后已被更改：保存时会询问文件名。</translation>
    </message>
    <message>
        <source>“{name}” is yet to be opened.</source>
        <translation>“{name}”尚未打开。</translation>
    </message>
    <message>
        <source>One more document from earlier is not saved.</source>
        <translation>此前还有一个文档未保存。</translation>
    </message>
    <message>
        <source>{count} more documents from earlier are not saved.</source>
        <translation>此前还有 {count} 个文档未保存。</translation>
    </message>
    <message>
        <source>Open “{name}”</source>
        <translation>打开“{name}”</translation>
    </message>
    <message>
        <source>Next unsaved document</source>
        <translation>下一个未保存的文档</translation>
    </message>
    <message>
        <source>Next unsaved document ({count})</source>
        <translation>下一个未保存的文档（{count}）</translation>
    </message>
    <message>
        <source>A document that was not saved is lost: its journal is damaged.</source>
        <translation>一个未保存的文档已丢失：其恢复日志已损坏。</translation>
    </message>
    <message>
        <source>Another window has opened it already.</source>
        <translation>它已在另一个窗口中打开。</translation>
    </message>
</context>
<context>
    <name>RecoveryBar</name>
    <message>
        <source>Recovered</source>
        <translation>已恢复</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>丢弃…</translation>
    </message>
    <message>
        <source>Hide this line: what it offers is kept for 30 days, up to 4 GB</source>
        <translation>隐藏此行：其中的文档会保留 30 天，最多 4 GB</translation>
    </message>
</context>
<context>
    <name>RegionSection</name>
    <message>
        <source>Automatic frame</source>
        <translation>自动取景框</translation>
    </message>
    <message>
        <source>Let the region follow the selection again (Esc)</source>
        <translation>让区域重新跟随选区（Esc）</translation>
    </message>
    <message>
        <source>Edges of a filling</source>
        <translation>填充的边缘</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Follow the size of the selection and the strength</source>
        <translation>随选区大小和强度而定</translation>
    </message>
    <message>
        <source>Grow</source>
        <translation>扩大</translation>
    </message>
    <message>
        <source>Feather</source>
        <translation>羽化</translation>
    </message>
    <message>
        <source>Blend</source>
        <translation>融合</translation>
    </message>
    <message>
        <source>How far past the selection the model may change what it sees</source>
        <translation>模型可在选区之外改动多远</translation>
    </message>
    <message>
        <source>How softly that ends</source>
        <translation>边界有多柔和</translation>
    </message>
    <message>
        <source>How wide the result fades in inside the selection</source>
        <translation>结果在选区内淡入的宽度</translation>
    </message>
    <message>
        <source>Known once the model is.</source>
        <translation>模型就绪后可知。</translation>
    </message>
    <message>
        <source>Drag an edge of the canvas outwards first.</source>
        <translation>请先向外拖动画布的一条边。</translation>
    </message>
    <message>
        <source>Drag the frame over the selection.</source>
        <translation>请将取景框拖到选区上。</translation>
    </message>
    <message>
        <source>Select or paint the part to change first.</source>
        <translation>请先选择或涂出要改变的部分。</translation>
    </message>
    <message>
        <source>{w} × {h} px of the canvas at {x}, {y}
worked on at {mw} × {mh}</source>
        <translation>画布 {x}, {y} 处的 {w} × {h} 像素
以 {mw} × {mh} 处理</translation>
    </message>
</context>
<context>
    <name>ResultMenu</name>
    <message>
        <source>Apply again</source>
        <translation>再次应用</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Apply cut out</source>
        <translation>抠出主体并应用</translation>
    </message>
    <message>
        <source>Apply inside the selection only</source>
        <translation>仅应用到选区内</translation>
    </message>
    <message>
        <source>Apply into the active layer</source>
        <translation>应用到活动图层</translation>
    </message>
    <message>
        <source>Apply into the active layer, inside the selection only</source>
        <translation>仅在选区内应用到活动图层</translation>
    </message>
    <message>
        <source>Remove star</source>
        <translation>移除星标</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>加星标</translation>
    </message>
    <message>
        <source>Compare both</source>
        <translation>比较两者</translation>
    </message>
    <message>
        <source>Compare with the canvas</source>
        <translation>与画布比较</translation>
    </message>
    <message>
        <source>Generate again</source>
        <translation>再次生成</translation>
    </message>
    <message>
        <source>Edit request</source>
        <translation>编辑请求</translation>
    </message>
    <message>
        <source>Copy seed</source>
        <translation>复制种子</translation>
    </message>
    <message>
        <source>Copy prompt</source>
        <translation>复制提示词</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>丢弃</translation>
    </message>
</context>
<context>
    <name>Results</name>
    <message>
        <source>The result could not be applied: {reason}.</source>
        <translation>无法应用结果：{reason}。</translation>
    </message>
    <message>
        <source>The picture could not be written: {reason}.</source>
        <translation>无法写入图像：{reason}。</translation>
    </message>
    <message>
        <source>Results take {used}, more than {budget}. The {count} oldest without a star can go.</source>
        <translation>结果占用 {used}，超过 {budget}。可移除最旧的 {count} 个无星标结果。</translation>
    </message>
    <message>
        <source>Remove them</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>{count} old results were removed.</source>
        <translation>已移除 {count} 个旧结果。</translation>
    </message>
    <message>
        <source>The result was discarded.</source>
        <translation>结果已丢弃。</translation>
    </message>
    <message>
        <source>{count} results were discarded.</source>
        <translation>已丢弃 {count} 个结果。</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>放回</translation>
    </message>
    <message>
        <source>This layer was not generated.</source>
        <translation>此图层不是生成的。</translation>
    </message>
    <message>
        <source>What made this layer cannot be read: {reason}.</source>
        <translation>无法读取此图层的生成记录：{reason}。</translation>
    </message>
    <message>
        <source>The request is loaded, with its seed. Change it and press Generate.</source>
        <translation>请求及其种子已载入。修改后点击“生成”。</translation>
    </message>
    <message>
        <source>Seed {seed} is on the clipboard.</source>
        <translation>种子 {seed} 已复制到剪贴板。</translation>
    </message>
</context>
<context>
    <name>ResultsHeader</name>
    <message>
        <source>Search prompts</source>
        <translation>搜索提示词</translation>
    </message>
    <message>
        <source>Search results by prompt or seed</source>
        <translation>按提示词或种子搜索结果</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>清除搜索</translation>
    </message>
    <message>
        <source>Only starred results</source>
        <translation>仅星标结果</translation>
    </message>
    <message>
        <source>Only results of this document</source>
        <translation>仅此文档的结果</translation>
    </message>
    <message>
        <source>Only results of one model</source>
        <translation>仅某个模型的结果</translation>
    </message>
    <message>
        <source>Compare two selected results, or one with the canvas (Ctrl+click selects)</source>
        <translation>比较选中的两个结果，或将一个与画布比较（Ctrl+点击选中）</translation>
    </message>
    <message>
        <source>Apply the selected result</source>
        <translation>应用选中的结果</translation>
    </message>
    <message>
        <source>Keeping results</source>
        <translation>结果的保存</translation>
    </message>
    <message>
        <source>(no prompt)</source>
        <translation>（无提示词）</translation>
    </message>
    <message>
        <source>{shown} of {whole} results</source>
        <translation>{shown} / {whole} 个结果</translation>
    </message>
    <message>
        <source>1 result</source>
        <translation>1 个结果</translation>
    </message>
    <message>
        <source>{count} results</source>
        <translation>{count} 个结果</translation>
    </message>
    <message>
        <source>All models</source>
        <translation>全部模型</translation>
    </message>
    <message>
        <source>Keep results in the document&apos;s file</source>
        <translation>将结果保存在文档文件中</translation>
    </message>
    <message>
        <source>Put back what was discarded last</source>
        <translation>放回最近丢弃的结果</translation>
    </message>
    <message>
        <source>Show all results</source>
        <translation>显示全部结果</translation>
    </message>
    <message>
        <source>Room for results…</source>
        <translation>结果存储空间…</translation>
    </message>
</context>
<context>
    <name>ResultsModel</name>
    <message>
        <source>Result without a prompt</source>
        <translation>无提示词的结果</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>(no prompt)</source>
        <translation>（无提示词）</translation>
    </message>
    <message>
        <source>Model: {model}</source>
        <translation>模型：{model}</translation>
    </message>
    <message>
        <source>Seed: {seed}</source>
        <translation>种子：{seed}</translation>
    </message>
    <message>
        <source>Made {when} in {seconds} s</source>
        <translation>{when} 生成，用时 {seconds} 秒</translation>
    </message>
    <message>
        <source>Starred</source>
        <translation>已加星标</translation>
    </message>
    <message>
        <source>Applied</source>
        <translation>已应用</translation>
    </message>
    <message>
        <source>Seed {seed} · {model} · {when}, {seconds} s</source>
        <translation>种子 {seed} · {model} · {when}，{seconds} 秒</translation>
    </message>
</context>
<context>
    <name>ResultsRoomDialog</name>
    <message>
        <source>Room for results</source>
        <translation>结果存储空间</translation>
    </message>
    <message>
        <source>Results take {used} in {folder}.</source>
        <translation>结果在 {folder} 中占用 {used}。</translation>
    </message>
    <message>
        <source> GB</source>
        <translation> GB</translation>
    </message>
    <message>
        <source>They may take</source>
        <translation>最多占用</translation>
    </message>
    <message>
        <source>You are asked before anything is removed. Starred results and recent ones are never removed.</source>
        <translation>移除任何内容前都会询问您。星标结果和近期结果绝不会被移除。</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
</context>
<context>
    <name>ResultsView</name>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>No result is like that.</source>
        <translation>没有符合条件的结果。</translation>
    </message>
    <message>
        <source>Results appear here: point at one to see it, click to apply it.</source>
        <translation>结果会出现在这里：指向可预览，点击即应用。</translation>
    </message>
</context>
<context>
    <name>SamplingSection</name>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>More steps take longer and draw finer</source>
        <translation>步数越多越慢，也越精细</translation>
    </message>
    <message>
        <source>Guidance</source>
        <translation>引导强度</translation>
    </message>
    <message>
        <source>How closely the picture follows the prompt</source>
        <translation>图像贴近提示词的程度</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>How much of the picture may change</source>
        <translation>图像允许改变多少</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>张数</translation>
    </message>
    <message>
        <source>How many variations to make</source>
        <translation>生成多少个变体</translation>
    </message>
    <message>
        <source>Steps and guidance as the model declares them</source>
        <translation>使用模型声明的步数与引导强度</translation>
    </message>
</context>
<context>
    <name>SavedSelectionsDialog</name>
    <message>
        <source>Saved selections</source>
        <translation>已存储的选区</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>ScaleImageDialog</name>
    <message>
        <source>Scale image</source>
        <translation>缩放图像</translation>
    </message>
    <message>
        <source> px</source>
        <translation> 像素</translation>
    </message>
    <message>
        <source>Keep proportions</source>
        <translation>保持比例</translation>
    </message>
    <message>
        <source> pixels/inch</source>
        <translation> 像素/英寸</translation>
    </message>
    <message>
        <source>Bicubic (smooth)</source>
        <translation>双三次（平滑）</translation>
    </message>
    <message>
        <source>Lanczos (sharp)</source>
        <translation>Lanczos（锐利）</translation>
    </message>
    <message>
        <source>Nearest (pixel art)</source>
        <translation>最近邻（像素画）</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>分辨率</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>All layers, masks and the selection are scaled.</source>
        <translation>所有图层、蒙版和选区都会缩放。</translation>
    </message>
</context>
<context>
    <name>Scratchpad</name>
    <message>
        <source>Paint here to try the brush</source>
        <translation>在此试画</translation>
    </message>
    <message>
        <source>A clean sheet</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Scratchpad</source>
        <translation>试画板</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>纸张</translation>
    </message>
</context>
<context>
    <name>SeedRow</name>
    <message>
        <source>Fixed</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>The same seed and settings make the same picture again</source>
        <translation>相同的种子和设置会再次生成相同的图像</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Draw a new seed and keep it</source>
        <translation>抽取新种子并固定</translation>
    </message>
    <message>
        <source>Copy the seed</source>
        <translation>复制种子</translation>
    </message>
    <message>
        <source>The seed of the next job</source>
        <translation>下一个任务的种子</translation>
    </message>
    <message>
        <source>The seed of the last job; the next one gets another</source>
        <translation>上一个任务的种子；下一个会另抽</translation>
    </message>
</context>
<context>
    <name>SelectionCommands</name>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Select nothing</source>
        <translation>取消选择</translation>
    </message>
    <message>
        <source>Nothing has been selected yet.</source>
        <translation>还没有选择过任何内容。</translation>
    </message>
    <message>
        <source>Select again</source>
        <translation>重新选择</translation>
    </message>
    <message>
        <source>Invert selection</source>
        <translation>反选</translation>
    </message>
    <message>
        <source>Grow selection</source>
        <translation>扩大选区</translation>
    </message>
    <message>
        <source>Grow by</source>
        <translation>扩大</translation>
    </message>
    <message>
        <source>Shrink selection</source>
        <translation>缩小选区</translation>
    </message>
    <message>
        <source>Shrink by</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Feather selection</source>
        <translation>羽化选区</translation>
    </message>
    <message>
        <source>Feather by</source>
        <translation>羽化</translation>
    </message>
    <message>
        <source>Select border</source>
        <translation>选择边界</translation>
    </message>
    <message>
        <source>Width of the border</source>
        <translation>边界宽度</translation>
    </message>
    <message>
        <source>Smooth selection</source>
        <translation>平滑选区</translation>
    </message>
    <message>
        <source>Smooth over</source>
        <translation>平滑半径</translation>
    </message>
    <message>
        <source>Select colour range</source>
        <translation>选择色彩范围</translation>
    </message>
    <message>
        <source>Select from mask</source>
        <translation>从蒙版选择</translation>
    </message>
    <message>
        <source>Select from layer</source>
        <translation>从图层选择</translation>
    </message>
    <message>
        <source>Save selection</source>
        <translation>存储选区</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>It takes the place of the one with this name.</source>
        <translation>将取代同名选区。</translation>
    </message>
    <message>
        <source>Load selection</source>
        <translation>载入选区</translation>
    </message>
    <message>
        <source>Rename selection</source>
        <translation>重命名选区</translation>
    </message>
    <message>
        <source>Delete saved selection</source>
        <translation>删除已存储的选区</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>选区</translation>
    </message>
    <message>
        <source>Nothing is selected.</source>
        <translation>没有选区。</translation>
    </message>
</context>
<context>
    <name>SettingsUndoRow</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Undo the last change of a setting</source>
        <translation>撤销上一次设置更改</translation>
    </message>
    <message>
        <source>Redo the change of a setting</source>
        <translation>重做设置更改</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>On the canvas</source>
        <translation>画布上</translation>
    </message>
    <message>
        <source>Move the view while held</source>
        <translation>按住时移动视图</translation>
    </message>
    <message>
        <source>Turn the view while held</source>
        <translation>按住时旋转视图</translation>
    </message>
    <message>
        <source>Take a colour while held</source>
        <translation>按住时拾取颜色</translation>
    </message>
    <message>
        <source>Straight line from the last stroke</source>
        <translation>从上一笔画直线</translation>
    </message>
    <message>
        <source>Drop what is being drawn</source>
        <translation>放弃正在画的内容</translation>
    </message>
    <message>
        <source>Softer or harder brush</source>
        <translation>更软或更硬的画笔</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>画笔</translation>
    </message>
</context>
<context>
    <name>Sizes</name>
    <message>
        <source>Square, small</source>
        <translation>方形（小）</translation>
    </message>
    <message>
        <source>Square</source>
        <translation>方形</translation>
    </message>
    <message>
        <source>Square, large</source>
        <translation>方形（大）</translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation>竖幅</translation>
    </message>
    <message>
        <source>Landscape</source>
        <translation>横幅</translation>
    </message>
    <message>
        <source>Full HD</source>
        <translation>全高清</translation>
    </message>
    <message>
        <source>4K</source>
        <translation>4K</translation>
    </message>
    <message>
        <source>A4 at 300 ppi</source>
        <translation>A4（300 ppi）</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Size of the canvas in pixels</source>
        <translation>画布尺寸（像素）</translation>
    </message>
    <message>
        <source>Zoom of the view</source>
        <translation>视图缩放</translation>
    </message>
    <message>
        <source>Painting on the mask</source>
        <translation>正在蒙版上绘画</translation>
    </message>
    <message>
        <source>Painting the selection</source>
        <translation>正在绘制选区</translation>
    </message>
</context>
<context>
    <name>StopPanel</name>
    <message>
        <source>Foreground colour</source>
        <translation>前景色</translation>
    </message>
    <message>
        <source>Background colour</source>
        <translation>背景色</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>不透明度</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Remove the stop</source>
        <translation>移除色标</translation>
    </message>
    <message>
        <source>The stop follows this colour</source>
        <translation>色标跟随此颜色</translation>
    </message>
</context>
<context>
    <name>Strip</name>
    <message>
        <source>Earlier options</source>
        <translation>前面的选项</translation>
    </message>
    <message>
        <source>Further options</source>
        <translation>更多选项</translation>
    </message>
</context>
<context>
    <name>Swatches</name>
    <message>
        <source>Use as background</source>
        <translation>用作背景色</translation>
    </message>
    <message>
        <source>Remove swatch</source>
        <translation>移除色样</translation>
    </message>
    <message>
        <source>{colour}: click to use it, Ctrl+click for the background</source>
        <translation>{colour}：点击使用，Ctrl+点击设为背景色</translation>
    </message>
</context>
<context>
    <name>Taskbar</name>
    <message>
        <source>The result is ready</source>
        <translation>结果已就绪</translation>
    </message>
    <message>
        <source>{count} results are ready</source>
        <translation>{count} 个结果已就绪</translation>
    </message>
    <message>
        <source>The picture could not be made</source>
        <translation>无法生成图像</translation>
    </message>
</context>
<context>
    <name>Tool</name>
    <message>
        <source>Brush</source>
        <translation>画笔</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Diameter of the brush</source>
        <translation>画笔直径</translation>
    </message>
    <message>
        <source>Hardness</source>
        <translation>硬度</translation>
    </message>
    <message>
        <source>How sharp the edge of the brush is</source>
        <translation>画笔边缘的锐利程度</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>不透明度</translation>
    </message>
    <message>
        <source>The most paint that one stroke puts down</source>
        <translation>一笔最多涂上的颜料</translation>
    </message>
    <message>
        <source>Flow</source>
        <translation>流量</translation>
    </message>
    <message>
        <source>How quickly paint builds up within a stroke</source>
        <translation>一笔之内颜料累积的速度</translation>
    </message>
    <message>
        <source>Pressure to size</source>
        <translation>压力→大小</translation>
    </message>
    <message>
        <source>How far pressure governs the size</source>
        <translation>压力对大小的影响</translation>
    </message>
    <message>
        <source>Pressure to opacity</source>
        <translation>压力→不透明度</translation>
    </message>
    <message>
        <source>How far pressure governs the opacity</source>
        <translation>压力对不透明度的影响</translation>
    </message>
    <message>
        <source>Spacing</source>
        <translation>间距</translation>
    </message>
    <message>
        <source>Distance between dabs, as a part of the radius</source>
        <translation>笔印间距，占半径的比例</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>橡皮擦</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>容差</translation>
    </message>
    <message>
        <source>How far colours may differ from the one clicked</source>
        <translation>与所点颜色允许相差多少</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>相连区域</translation>
    </message>
    <message>
        <source>Only what is connected to the point clicked</source>
        <translation>仅限与所点位置相连的部分</translation>
    </message>
    <message>
        <source>Active layer only</source>
        <translation>仅活动图层</translation>
    </message>
    <message>
        <source>Fill an area of alike colour; drag over more of them. Alt takes the background colour</source>
        <translation>填充颜色相近的区域；拖过可继续填充。Alt 使用背景色</translation>
    </message>
    <message>
        <source>Look at</source>
        <translation>取样</translation>
    </message>
    <message>
        <source>Where the colours are compared. Layer &gt; Reference layer marks line art, for example</source>
        <translation>在哪里比较颜色。例如可用“图层 &gt; 参考图层”标记线稿</translation>
    </message>
    <message>
        <source>All layers</source>
        <translation>所有图层</translation>
    </message>
    <message>
        <source>Active layer</source>
        <translation>活动图层</translation>
    </message>
    <message>
        <source>Reference layers</source>
        <translation>参考图层</translation>
    </message>
    <message>
        <source>Close gaps</source>
        <translation>封闭间隙</translation>
    </message>
    <message>
        <source>Openings in lines that do not let paint out</source>
        <translation>线条的缺口不超过此宽度时颜料不会漏出</translation>
    </message>
    <message>
        <source>Grow</source>
        <translation>扩大</translation>
    </message>
    <message>
        <source>Reaches under the lines around the area</source>
        <translation>伸入区域周围的线条之下</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>渐变</translation>
    </message>
    <message>
        <source>Drag from the first colour to the last, then move the handles; Enter applies</source>
        <translation>从起始色拖到结束色，再移动手柄调整；Enter 应用</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>Radial</source>
        <translation>径向</translation>
    </message>
    <message>
        <source>Conical</source>
        <translation>角度</translation>
    </message>
    <message>
        <source>Reflected</source>
        <translation>对称</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>What follows beyond the end of the line</source>
        <translation>超出渐变线两端的部分如何延续</translation>
    </message>
    <message>
        <source>No repeat</source>
        <translation>不重复</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Reverse</source>
        <translation>反向</translation>
    </message>
    <message>
        <source>Mix colours</source>
        <translation>混色</translation>
    </message>
    <message>
        <source>How the colours between two stops are found</source>
        <translation>两个色标之间的颜色如何计算</translation>
    </message>
    <message>
        <source>Mix as painted</source>
        <translation>按画布混合</translation>
    </message>
    <message>
        <source>Mix as light</source>
        <translation>按光线混合</translation>
    </message>
    <message>
        <source>Mix evenly (Oklab)</source>
        <translation>均匀混合（Oklab）</translation>
    </message>
    <message>
        <source>Dither</source>
        <translation>仿色</translation>
    </message>
    <message>
        <source>Fine noise against bands on 8-bit screens</source>
        <translation>用细微噪点消除 8 位屏幕上的色带</translation>
    </message>
    <message>
        <source>Drag a shape. Shift makes it regular, Alt grows it from the middle</source>
        <translation>拖出形状。Shift 等比，Alt 从中心展开</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>直线</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>星形</translation>
    </message>
    <message>
        <source>Paint</source>
        <translation>绘制</translation>
    </message>
    <message>
        <source>Stroke with the brush</source>
        <translation>用画笔描边</translation>
    </message>
    <message>
        <source>Stroke, and fill with the background colour</source>
        <translation>描边，并用背景色填充</translation>
    </message>
    <message>
        <source>Corner radius</source>
        <translation>圆角半径</translation>
    </message>
    <message>
        <source>Rounds a rectangle</source>
        <translation>使矩形的角变圆</translation>
    </message>
    <message>
        <source>Corners</source>
        <translation>角数</translation>
    </message>
    <message>
        <source>Of a polygon or a star</source>
        <translation>多边形或星形的角数</translation>
    </message>
    <message>
        <source>Inset</source>
        <translation>内缩</translation>
    </message>
    <message>
        <source>How far in a star&apos;s inner corners lie</source>
        <translation>星形内角向内缩进多少</translation>
    </message>
    <message>
        <source>Taper</source>
        <translation>渐细</translation>
    </message>
    <message>
        <source>Pressure rises and falls over this part of the stroke at either end</source>
        <translation>笔画两端压力在此范围内渐强渐弱</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>Click corners, drag curves, click the first point to close; Enter paints the path</source>
        <translation>点击添加角点，拖动成曲线，点击起点闭合；Enter 绘制路径</translation>
    </message>
    <message>
        <source>Click the corners, Shift keeps directions; Enter or the first corner closes</source>
        <translation>点击各角点，Shift 约束方向；Enter 或点击起点闭合</translation>
    </message>
    <message>
        <source>Fill with</source>
        <translation>填充内容</translation>
    </message>
    <message>
        <source>Foreground colour</source>
        <translation>前景色</translation>
    </message>
    <message>
        <source>Background colour</source>
        <translation>背景色</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>图案</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Move the chosen layers, or what is selected of them; the arrow keys nudge them</source>
        <translation>移动所选图层或其选区内容；方向键微移</translation>
    </message>
    <message>
        <source>Layer under the pen</source>
        <translation>自动选择图层</translation>
    </message>
    <message>
        <source>Move the topmost layer that shows under the pen</source>
        <translation>移动笔下可见的最上层图层</translation>
    </message>
    <message>
        <source>Snap</source>
        <translation>吸附</translation>
    </message>
    <message>
        <source>Stop at the edges and the middle of the canvas. Ctrl held: the opposite</source>
        <translation>停靠在画布的边缘和中央。按住 Ctrl 则相反</translation>
    </message>
    <message>
        <source>Transform</source>
        <translation>变换</translation>
    </message>
    <message>
        <source>Move, scale, turn, skew or bend what is chosen. Enter applies, Escape cancels</source>
        <translation>移动、缩放、旋转、斜切或弯曲所选内容。Enter 应用，Esc 取消</translation>
    </message>
    <message>
        <source>Free: move, scale and turn</source>
        <translation>自由：移动、缩放、旋转</translation>
    </message>
    <message>
        <source>Skew</source>
        <translation>斜切</translation>
    </message>
    <message>
        <source>Perspective</source>
        <translation>透视</translation>
    </message>
    <message>
        <source>Warp</source>
        <translation>变形</translation>
    </message>
    <message>
        <source>X</source>
        <translation>X</translation>
    </message>
    <message>
        <source>Left edge</source>
        <translation>左边缘</translation>
    </message>
    <message>
        <source>Y</source>
        <translation>Y</translation>
    </message>
    <message>
        <source>Upper edge</source>
        <translation>上边缘</translation>
    </message>
    <message>
        <source>W</source>
        <translation>宽</translation>
    </message>
    <message>
        <source>H</source>
        <translation>高</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>∠</source>
        <translation>∠</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>角度</translation>
    </message>
    <message>
        <source>Flip horizontally</source>
        <translation>水平翻转</translation>
    </message>
    <message>
        <source>Flip vertically</source>
        <translation>垂直翻转</translation>
    </message>
    <message>
        <source>Rotate left by 90°</source>
        <translation>向左旋转 90°</translation>
    </message>
    <message>
        <source>Rotate right by 90°</source>
        <translation>向右旋转 90°</translation>
    </message>
    <message>
        <source>Proportional</source>
        <translation>保持比例</translation>
    </message>
    <message>
        <source>Corners keep the proportions; Shift held: the opposite</source>
        <translation>拖动角点时保持比例；按住 Shift 则相反</translation>
    </message>
    <message>
        <source>Interpolation</source>
        <translation>插值</translation>
    </message>
    <message>
        <source>How pixels are made: smooth, sharp, soft, or unmixed for pixel art</source>
        <translation>像素的生成方式：平滑、锐利、柔和，或不混合（像素画）</translation>
    </message>
    <message>
        <source>Bicubic</source>
        <translation>双三次</translation>
    </message>
    <message>
        <source>Lanczos</source>
        <translation>Lanczos</translation>
    </message>
    <message>
        <source>Bilinear</source>
        <translation>双线性</translation>
    </message>
    <message>
        <source>Nearest</source>
        <translation>最近邻</translation>
    </message>
    <message>
        <source>Warp grid</source>
        <translation>变形网格</translation>
    </message>
    <message>
        <source>Warp grid: 2 × 2</source>
        <translation>变形网格：2 × 2</translation>
    </message>
    <message>
        <source>Warp grid: 3 × 3</source>
        <translation>变形网格：3 × 3</translation>
    </message>
    <message>
        <source>Warp grid: 5 × 5</source>
        <translation>变形网格：5 × 5</translation>
    </message>
    <message>
        <source>Selection only</source>
        <translation>仅选区</translation>
    </message>
    <message>
        <source>Transform the selection&apos;s outline, not pixels</source>
        <translation>变换选区轮廓而非像素</translation>
    </message>
    <message>
        <source>Liquify</source>
        <translation>液化</translation>
    </message>
    <message>
        <source>Push, swell and swirl what is there. Enter applies all strokes, Escape drops them</source>
        <translation>推移、膨胀、旋扭画面。Enter 应用所有笔画，Esc 放弃</translation>
    </message>
    <message>
        <source>What the brush does; Alt does the opposite, Ctrl brings back</source>
        <translation>画笔的作用；Alt 反向，Ctrl 还原</translation>
    </message>
    <message>
        <source>Push</source>
        <translation>推移</translation>
    </message>
    <message>
        <source>Shrink</source>
        <translation>收缩</translation>
    </message>
    <message>
        <source>Swirl to the right</source>
        <translation>顺时针旋扭</translation>
    </message>
    <message>
        <source>Swirl to the left</source>
        <translation>逆时针旋扭</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>还原</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>How strongly a stroke works</source>
        <translation>笔画的作用强度</translation>
    </message>
    <message>
        <source>Crop</source>
        <translation>裁剪</translation>
    </message>
    <message>
        <source>Drag a frame that the canvas is cut to. Enter applies, Escape cancels</source>
        <translation>拖出画布要裁成的范围。Enter 应用，Esc 取消</translation>
    </message>
    <message>
        <source>Proportions</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>Width to height of the frame</source>
        <translation>裁剪框的宽高比</translation>
    </message>
    <message>
        <source>Free proportions</source>
        <translation>自由比例</translation>
    </message>
    <message>
        <source>As the canvas</source>
        <translation>与画布相同</translation>
    </message>
    <message>
        <source>Square</source>
        <translation>正方形</translation>
    </message>
    <message>
        <source>4 : 3</source>
        <translation>4 : 3</translation>
    </message>
    <message>
        <source>3 : 2</source>
        <translation>3 : 2</translation>
    </message>
    <message>
        <source>16 : 9</source>
        <translation>16 : 9</translation>
    </message>
    <message>
        <source>A4, A3 …</source>
        <translation>A4、A3…</translation>
    </message>
    <message>
        <source>Delete what lies outside</source>
        <translation>删除框外内容</translation>
    </message>
    <message>
        <source>Otherwise layers keep it beyond the canvas</source>
        <translation>否则图层会保留画布之外的内容</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Click or drag a box to write, click a text to edit it. Ctrl+Enter ends, Escape cancels</source>
        <translation>点击或拖出文字框书写，点击文字可编辑。Ctrl+Enter 完成，Esc 取消</translation>
    </message>
    <message>
        <source>Font</source>
        <translation>字体</translation>
    </message>
    <message>
        <source>Size of the font</source>
        <translation>字号</translation>
    </message>
    <message>
        <source>Bold</source>
        <translation>粗体</translation>
    </message>
    <message>
        <source>Italic</source>
        <translation>斜体</translation>
    </message>
    <message>
        <source>Bold (Ctrl+B)</source>
        <translation>粗体（Ctrl+B）</translation>
    </message>
    <message>
        <source>Italic (Ctrl+I)</source>
        <translation>斜体（Ctrl+I）</translation>
    </message>
    <message>
        <source>Alignment</source>
        <translation>对齐</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>左对齐</translation>
    </message>
    <message>
        <source>Centre</source>
        <translation>居中</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>右对齐</translation>
    </message>
    <message>
        <source>Justify</source>
        <translation>两端对齐</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>行距</translation>
    </message>
    <message>
        <source>Distance between lines</source>
        <translation>行间距离</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>字距</translation>
    </message>
    <message>
        <source>Space between letters</source>
        <translation>字间距离</translation>
    </message>
    <message>
        <source>Rulers</source>
        <translation>尺规</translation>
    </message>
    <message>
        <source>Drag a ruler, or the points of one; strokes are drawn along them. Shift keeps to angles, Alt click or a right click removes a ruler</source>
        <translation>拖出尺规或拖动其控制点，笔画会沿尺规绘制。Shift 约束角度，Alt+点击或右键点击移除尺规</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Straight ruler</source>
        <translation>直尺</translation>
    </message>
    <message>
        <source>Parallel lines</source>
        <translation>平行线</translation>
    </message>
    <message>
        <source>Vanishing point</source>
        <translation>消失点</translation>
    </message>
    <message>
        <source>One-point perspective</source>
        <translation>一点透视</translation>
    </message>
    <message>
        <source>Two-point perspective</source>
        <translation>两点透视</translation>
    </message>
    <message>
        <source>Three-point perspective</source>
        <translation>三点透视</translation>
    </message>
    <message>
        <source>Magnetic lasso</source>
        <translation>磁性套索</translation>
    </message>
    <message>
        <source>Click, then follow an edge; Enter, a double click or the first point closes</source>
        <translation>点击后沿边缘移动；Enter、双击或点击起点闭合</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>How near on the screen an edge must be to be followed</source>
        <translation>屏幕上边缘多近才会被跟随</translation>
    </message>
    <message>
        <source>Where edges are looked for</source>
        <translation>在哪里查找边缘</translation>
    </message>
    <message>
        <source>Select by colour</source>
        <translation>按颜色选择</translation>
    </message>
    <message>
        <source>Select a colour everywhere; drag right for more of it, left for less</source>
        <translation>选择画面各处的某种颜色；向右拖增加，向左拖减少</translation>
    </message>
    <message>
        <source>Softness</source>
        <translation>柔和度</translation>
    </message>
    <message>
        <source>Over how much more of a difference it fades out</source>
        <translation>超出容差后在多大的色差内淡出</translation>
    </message>
    <message>
        <source>Where the colours are compared</source>
        <translation>在哪里比较颜色</translation>
    </message>
    <message>
        <source>Take a colour from the picture; with Alt or the right button as background colour</source>
        <translation>从画面取色；Alt 或右键取为背景色</translation>
    </message>
    <message>
        <source>How many pixels the colour is the mean of</source>
        <translation>取多少像素的平均颜色</translation>
    </message>
    <message>
        <source>11 × 11 average</source>
        <translation>11 × 11 平均</translation>
    </message>
    <message>
        <source>31 × 31 average</source>
        <translation>31 × 31 平均</translation>
    </message>
    <message>
        <source>51 × 51 average</source>
        <translation>51 × 51 平均</translation>
    </message>
    <message>
        <source>101 × 101 average</source>
        <translation>101 × 101 平均</translation>
    </message>
    <message>
        <source>Look at the active layer alone</source>
        <translation>只看活动图层</translation>
    </message>
    <message>
        <source>Keep as swatch</source>
        <translation>存为色样</translation>
    </message>
    <message>
        <source>Add each colour taken to the swatches</source>
        <translation>将每次吸取的颜色加入色样</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Drag to measure; drag an end to move it, with Alt to measure an angle there</source>
        <translation>拖动测量；拖动端点可移动，按 Alt 拖动端点可测量角度</translation>
    </message>
    <message>
        <source>Smudge</source>
        <translation>涂抹</translation>
    </message>
    <message>
        <source>Push wet paint about. With a colour rate the brush brings its own paint along</source>
        <translation>推抹未干的颜料。上色率大于零时画笔会带上自己的颜料</translation>
    </message>
    <message>
        <source>Smudge length</source>
        <translation>涂抹长度</translation>
    </message>
    <message>
        <source>How far the brush carries what it has picked up</source>
        <translation>画笔将蘸取的颜料带出多远</translation>
    </message>
    <message>
        <source>Colour rate</source>
        <translation>上色率</translation>
    </message>
    <message>
        <source>How much of the paint is the brush&apos;s own; the rest is picked up from the canvas</source>
        <translation>颜料中画笔自身颜色所占比例；其余从画布蘸取</translation>
    </message>
    <message>
        <source>Smear</source>
        <translation>保留图像</translation>
    </message>
    <message>
        <source>What is picked up keeps its picture; otherwise it melts to one colour</source>
        <translation>蘸取的部分保留其图像；否则融为一种颜色</translation>
    </message>
    <message>
        <source>Blur and sharpen</source>
        <translation>模糊与锐化</translation>
    </message>
    <message>
        <source>Blur or sharpen what the brush goes over; another stroke does it once more</source>
        <translation>模糊或锐化画笔经过之处；再画一笔则再作用一次</translation>
    </message>
    <message>
        <source>Effect</source>
        <translation>效果</translation>
    </message>
    <message>
        <source>Blur</source>
        <translation>模糊</translation>
    </message>
    <message>
        <source>Sharpen</source>
        <translation>锐化</translation>
    </message>
    <message>
        <source>Blur or sharpen</source>
        <translation>模糊或锐化</translation>
    </message>
    <message>
        <source>How far details are blurred</source>
        <translation>细节模糊到什么程度</translation>
    </message>
    <message>
        <source>Clone</source>
        <translation>仿制</translation>
    </message>
    <message>
        <source>Paint with what is elsewhere: Alt click chooses where</source>
        <translation>用别处的画面绘画：Alt+点击取样</translation>
    </message>
    <message>
        <source>Aligned</source>
        <translation>对齐</translation>
    </message>
    <message>
        <source>Strokes go on with the same distance to where they clone from</source>
        <translation>各笔与取样点保持同样的距离</translation>
    </message>
    <message>
        <source>Clone from</source>
        <translation>仿制源</translation>
    </message>
    <message>
        <source>What is cloned</source>
        <translation>仿制哪些图层的内容</translation>
    </message>
    <message>
        <source>How far the tip is turned, clockwise</source>
        <translation>笔尖顺时针旋转的角度</translation>
    </message>
    <message>
        <source>Roundness</source>
        <translation>圆度</translation>
    </message>
    <message>
        <source>Height of the tip beside its width</source>
        <translation>笔尖高度与宽度之比</translation>
    </message>
    <message>
        <source>Scatter</source>
        <translation>散布</translation>
    </message>
    <message>
        <source>How far dabs stray from the stroke, as a part of the radius</source>
        <translation>笔印偏离笔画的距离，占半径的比例</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Dabs at every step of the stroke</source>
        <translation>笔画每一步的笔印数</translation>
    </message>
    <message>
        <source>Hue</source>
        <translation>色相</translation>
    </message>
    <message>
        <source>Turns the hue of the paint</source>
        <translation>偏转颜料的色相</translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation>饱和度</translation>
    </message>
    <message>
        <source>Makes the paint more or less colourful</source>
        <translation>使颜料更鲜艳或更灰</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>亮度</translation>
    </message>
    <message>
        <source>Makes the paint lighter or darker</source>
        <translation>使颜料更亮或更暗</translation>
    </message>
    <message>
        <source>Grain size</source>
        <translation>颗粒大小</translation>
    </message>
    <message>
        <source>Size of the grain; at 100% its pixels are the canvas&apos;s</source>
        <translation>颗粒的大小；100% 时与画布像素一致</translation>
    </message>
    <message>
        <source>Grain depth</source>
        <translation>颗粒深度</translation>
    </message>
    <message>
        <source>How much paint the hollows keep out</source>
        <translation>凹处阻挡多少颜料</translation>
    </message>
    <message>
        <source>Second tip&apos;s size</source>
        <translation>第二笔尖大小</translation>
    </message>
    <message>
        <source>Size of the second tip, as a part of the brush&apos;s</source>
        <translation>第二笔尖的大小，占画笔的比例</translation>
    </message>
    <message>
        <source>Second tip&apos;s spacing</source>
        <translation>第二笔尖间距</translation>
    </message>
    <message>
        <source>Distance between dabs of the second tip, as a part of its radius</source>
        <translation>第二笔尖的笔印间距，占其半径的比例</translation>
    </message>
    <message>
        <source>Second tip&apos;s scatter</source>
        <translation>第二笔尖散布</translation>
    </message>
    <message>
        <source>How far dabs of the second tip stray, as a part of the brush&apos;s radius</source>
        <translation>第二笔尖的笔印偏离的距离，占画笔半径的比例</translation>
    </message>
    <message>
        <source>Build-up</source>
        <translation>累积</translation>
    </message>
    <message>
        <source>Paint gets stronger wherever dabs overlap; opacity holds for each dab, not the stroke</source>
        <translation>笔印重叠处颜料加深；不透明度按笔印而非按整笔计算</translation>
    </message>
    <message>
        <source>Removes paint</source>
        <translation>擦除颜料</translation>
    </message>
    <message>
        <source>Grain moves along</source>
        <translation>颗粒随笔移动</translation>
    </message>
    <message>
        <source>Every dab carries the grain with it; otherwise it lies still like paper</source>
        <translation>每个笔印带着颗粒移动；否则颗粒像纸一样静止</translation>
    </message>
    <message>
        <source>Pressure</source>
        <translation>压力</translation>
    </message>
    <message>
        <source>How hard the pen is pressed</source>
        <translation>笔按压的力度</translation>
    </message>
    <message>
        <source>Tilt</source>
        <translation>倾斜</translation>
    </message>
    <message>
        <source>How far the pen leans: upright is 0, 60 degrees is 1</source>
        <translation>笔的倾斜程度：直立为 0，60 度为 1</translation>
    </message>
    <message>
        <source>Tilt direction</source>
        <translation>倾斜方向</translation>
    </message>
    <message>
        <source>Where the pen leans to; the middle is right</source>
        <translation>笔倾向哪一侧；中间为右</translation>
    </message>
    <message>
        <source>Pen rotation</source>
        <translation>笔旋转</translation>
    </message>
    <message>
        <source>How the pen is turned in the hand; the middle is unturned</source>
        <translation>笔在手中的旋转；中间为未旋转</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Where the stroke goes; the middle is right</source>
        <translation>笔画的走向；中间为向右</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>How fast the pen moves</source>
        <translation>笔移动的快慢</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>距离</translation>
    </message>
    <message>
        <source>How far the stroke has come</source>
        <translation>笔画已走的距离</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>How long the stroke has taken</source>
        <translation>笔画已用的时间</translation>
    </message>
    <message>
        <source>Random, each dab</source>
        <translation>随机（每个笔印）</translation>
    </message>
    <message>
        <source>Another number for each dab</source>
        <translation>每个笔印取不同的随机数</translation>
    </message>
    <message>
        <source>Random, each stroke</source>
        <translation>随机（每笔）</translation>
    </message>
    <message>
        <source>Another number for each stroke</source>
        <translation>每笔取不同的随机数</translation>
    </message>
    <message>
        <source>Smooth edge</source>
        <translation>平滑边缘</translation>
    </message>
    <message>
        <source>Paint. Shift click draws a straight line from the last stroke, Shift drag sets the size, Ctrl takes a colour</source>
        <translation>绘画。Shift+点击从上一笔画直线，Shift+拖动调整大小，Ctrl 吸取颜色</translation>
    </message>
    <message>
        <source>Erase with a brush of its own. The back end of a pen takes it</source>
        <translation>用专属画笔擦除。笔的尾端即为橡皮擦</translation>
    </message>
    <message>
        <source>Eyedropper</source>
        <translation>吸管</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>One pixel</source>
        <translation>单个像素</translation>
    </message>
    <message>
        <source>3 × 3 average</source>
        <translation>3 × 3 平均</translation>
    </message>
    <message>
        <source>5 × 5 average</source>
        <translation>5 × 5 平均</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>矩形</translation>
    </message>
    <message>
        <source>Select a rectangle. Shift adds, Alt subtracts, both intersect</source>
        <translation>选择矩形。Shift 添加，Alt 减去，同时按取交集</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Subtract</source>
        <translation>减去</translation>
    </message>
    <message>
        <source>Intersect</source>
        <translation>相交</translation>
    </message>
    <message>
        <source>Feather</source>
        <translation>羽化</translation>
    </message>
    <message>
        <source>Softens the edge</source>
        <translation>柔化边缘</translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation>椭圆</translation>
    </message>
    <message>
        <source>Select an ellipse. Shift adds, Alt subtracts, both intersect</source>
        <translation>选择椭圆。Shift 添加，Alt 减去，同时按取交集</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>套索</translation>
    </message>
    <message>
        <source>Draw around what is to be selected. Shift adds, Alt subtracts, both intersect</source>
        <translation>圈出要选择的部分。Shift 添加，Alt 减去，同时按取交集</translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation>多边形</translation>
    </message>
    <message>
        <source>Magic wand</source>
        <translation>魔棒</translation>
    </message>
    <message>
        <source>Select an area of alike colour. Shift adds, Alt subtracts, both intersect</source>
        <translation>选择颜色相近的区域。Shift 添加，Alt 减去，同时按取交集</translation>
    </message>
    <message>
        <source>Hand</source>
        <translation>抓手</translation>
    </message>
    <message>
        <source>Drag the view; double click fits the canvas. Space does the same with any tool</source>
        <translation>拖动视图；双击适合画布。任何工具下按空格亦可</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Drag right to zoom in, left to zoom out; Alt click zooms out</source>
        <translation>向右拖放大，向左拖缩小；Alt+点击缩小</translation>
    </message>
</context>
<context>
    <name>ToolOptions</name>
    <message>
        <source>Tool options</source>
        <translation>工具选项</translation>
    </message>
    <message>
        <source>Apply (Enter)</source>
        <translation>应用（Enter）</translation>
    </message>
    <message>
        <source>Cancel (Escape)</source>
        <translation>取消（Esc）</translation>
    </message>
    <message>
        <source>Apply (Ctrl+Enter)</source>
        <translation>应用（Ctrl+Enter）</translation>
    </message>
    <message>
        <source>More options</source>
        <translation>更多选项</translation>
    </message>
</context>
<context>
    <name>Toolbox</name>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>Hold or right-click for more tools like it</source>
        <translation>长按或右键点击可选同类工具</translation>
    </message>
</context>
<context>
    <name>UnsavedDialog</name>
    <message>
        <source>Unsaved changes</source>
        <translation>未保存的更改</translation>
    </message>
    <message>
        <source>“{name}” has changes that are not saved.</source>
        <translation>“{name}”有未保存的更改。</translation>
    </message>
    <message>
        <source>They are lost if you discard them.</source>
        <translation>丢弃后将无法恢复。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>丢弃</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Paper</source>
        <translation>纸张</translation>
    </message>
    <message>
        <source>Sketch</source>
        <translation>草图</translation>
    </message>
    <message>
        <source>Layer 1</source>
        <translation>图层 1</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>There is not enough memory for that.</source>
        <translation>内存不足，无法完成。</translation>
    </message>
    <message>
        <source>Something went wrong ({kind}); the log tells more.</source>
        <translation>出错了（{kind}）；详情见日志。</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Brushes</source>
        <translation>画笔</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>正在处理</translation>
    </message>
</context>
</TS>
